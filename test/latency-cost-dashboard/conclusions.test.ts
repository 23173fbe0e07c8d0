import { describe, expect, it } from 'vitest';
import type { SimulationResult } from '../../widgets/engines/simulator/result.ts';
import type { Simulated } from '../../widgets/latency-cost-dashboard/comparing/outcome.ts';
import { cheapestWithin, concludeChoice } from '../../widgets/latency-cost-dashboard/conclusions.ts';

const outcome = (id: string, p95: number | null, usdPer1000Completed: number | null) =>
  ({
    alternative: { id, label: id },
    result: { sojournTimeSeconds: { p95 }, cost: { usdPer1000Completed } } as SimulationResult,
  }) as Simulated;
const outcomes = [outcome('Fast', 0.05, 0.02), outcome('Slow', 400, 0.001), outcome('Beaten', 500, 0.03)];
const idle = outcome('Idle', null, null);

describe('cheapestWithin', () => {
  it('takes the cheapest of those that keep the limit, and the limit itself is kept', () => {
    expect(cheapestWithin(outcomes, 1)?.alternative.id).toBe('Fast');
    expect(cheapestWithin(outcomes, 400)?.alternative.id).toBe('Slow');
    expect(cheapestWithin(outcomes, 0.01)).toBeUndefined();
  });
  it('never takes a deployment that completed nothing', () => {
    expect(cheapestWithin([idle], 1)).toBeUndefined();
  });
});

describe('concludeChoice', () => {
  it('names the choice with its cost and its percentile', () => {
    expect(concludeChoice(outcomes, 0.2)).toBe(
      'The cheapest that answers 95 in 100 within 200 ms is Fast: $0.0200 per 1000 predictions, 95th percentile 50.0 ms.',
    );
  });
  it('names the nearest where none keeps the limit, and says so where nothing ran', () => {
    expect(concludeChoice(outcomes, 0.01)).toBe(
      'None answers 95 in 100 within 10.0 ms; Fast comes nearest with 50.0 ms.',
    );
    expect(concludeChoice([idle], 1)).toBe('No deployment has completed a prediction yet.');
  });
});
