import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ComparisonRow } from '../../widgets/latency-cost-dashboard/comparison-row.ts';
import {
  cheapestWithin,
  concludeChoice,
  concludeCost,
  concludeLatency,
  concludePlane,
} from '../../widgets/latency-cost-dashboard/conclusions.ts';
import { paretoFrontier } from '../../widgets/latency-cost-dashboard/pareto.ts';

function row(
  id: string,
  p95Seconds: number | null,
  usdPer1000: number | null,
  over: Partial<ComparisonRow> = {},
): ComparisonRow {
  const half = p95Seconds === null ? null : p95Seconds / 2;
  return {
    id,
    label: id,
    strategy: 'realtime',
    environment: 'cloud',
    p50Seconds: half,
    p95Seconds,
    p99Seconds: p95Seconds === null ? null : p95Seconds * 2,
    ageSeconds: half,
    throughputPerSecond: 5,
    usdPer1000,
    usdPerDay: 1,
    partsUsdPer1000: usdPer1000 === null ? {} : { compute: usdPer1000 * 0.75, log: usdPer1000 * 0.25 },
    quantiles: [],
    provenance: { kind: 'simulated', seed: 1, replications: 5, durationSeconds: 2400 },
    ...over,
  };
}
const rows = [row('Fast', 0.05, 0.02), row('Slow', 400, 0.001), row('Beaten', 500, 0.03)];

describe('cheapestWithin', () => {
  it('takes the cheapest of those that keep the limit, and the limit itself is kept', () => {
    expect(cheapestWithin(rows, 1)?.id).toBe('Fast');
    expect(cheapestWithin(rows, 400)?.id).toBe('Slow');
    expect(cheapestWithin(rows, 0.01)).toBeUndefined();
  });
  it('never takes a deployment that completed nothing', () => {
    expect(cheapestWithin([row('Idle', null, null)], 1)).toBeUndefined();
  });
});

describe('concludeChoice', () => {
  it('names the choice with its cost and its percentile', () => {
    expect(concludeChoice(rows, 0.2)).toBe(
      'The cheapest that answers 95 in 100 within 200 ms is Fast: $0.0200 per 1000 predictions, 95th percentile 50.0 ms.',
    );
  });
  it('names the nearest where none keeps the limit, and says so where nothing ran', () => {
    expect(concludeChoice(rows, 0.01)).toBe('None answers 95 in 100 within 10.0 ms; Fast comes nearest with 50.0 ms.');
    expect(concludeChoice([row('Idle', null, null)], 1)).toBe('No deployment has completed a prediction yet.');
  });
});

describe('concludeLatency', () => {
  it('compares the medians and names the longest tail', () => {
    expect(concludeLatency(rows)).toBe(
      'At the median Fast is fastest with 25.0 ms and Beaten slowest with 4.17 min, 10 000 times as long. In Fast the slowest in a hundred take at least 4.0 times its median.',
    );
  });
});

describe('concludeCost', () => {
  it('names the cheapest, the dearest, and what the dearest pays for most', () => {
    expect(concludeCost(rows)).toBe(
      'Slow costs least, $0.00100 per 1000 predictions; Beaten costs most, $0.0300, 30 times as much. 75.0 % of the dearest is machines.',
    );
  });
});

describe('concludePlane', () => {
  it('names those that no other beats, in rising order of latency', () => {
    expect(concludePlane(rows)).toBe('2 of 3 are beaten by no other in both 95th percentile and cost: Fast and Slow.');
    expect(concludePlane(rows.slice(1))).toBe(
      'Slow is both faster (at the 95th percentile) and cheaper than every other.',
    );
  });
});

describe('paretoFrontier', () => {
  const points = fc
    .array(fc.record({ x: fc.integer({ min: 0, max: 9 }), y: fc.integer({ min: 0, max: 9 }) }), {
      minLength: 1,
      maxLength: 12,
    })
    .map((list) => list.map((point, index) => ({ id: String(index), ...point })));
  it('leaves out exactly those that another beats', () => {
    fc.assert(
      fc.property(points, (all) => {
        const kept = new Set(paretoFrontier(all));
        for (const point of all) {
          const isBeaten = all.some(
            (other) => other.x <= point.x && other.y <= point.y && (other.x < point.x || other.y < point.y),
          );
          expect(kept.has(point.id)).toBe(!isBeaten);
        }
        expect(kept.size).toBeGreaterThan(0);
      }),
    );
  });
  it('gives a line that falls as it goes to the right', () => {
    fc.assert(
      fc.property(points, (all) => {
        const line = paretoFrontier(all).map((id) => all[Number(id)]!);
        for (let i = 1; i < line.length; i++) {
          expect(line[i]!.x).toBeGreaterThanOrEqual(line[i - 1]!.x);
          expect(line[i]!.y).toBeLessThanOrEqual(line[i - 1]!.y);
        }
      }),
    );
  });
});
