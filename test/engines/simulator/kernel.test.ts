import { describe, expect, test } from 'vitest';
import { defineEvent, RANK } from '../../../widgets/engines/simulator/event.ts';
import { Model } from '../../../widgets/engines/simulator/model.ts';
import { simulate } from '../../../widgets/engines/simulator/simulate.ts';
import { snap } from '../../../widgets/engines/simulator/snap.ts';
import { TimeTally } from '../../../widgets/engines/simulator/statistics/time-tally.ts';
import { accept, station } from './accept.ts';

const seen: string[] = [];
const kinds = Object.entries(RANK).map(([name, rank]) => defineEvent(`test ${name}`, rank, () => void seen.push(name)));

/** A source that comes at given times. */
function source(name: string, times: readonly number[]) {
  let i = 0;
  return {
    get nextAt() {
      return times[i] ?? Infinity;
    },
    arrive() {
      seen.push(name);
      i++;
    },
  };
}

describe('Model', () => {
  test('Model handles at one instant what ends, capacity, arrivals, control, scrapes, ticks, recorders, in this order', () => {
    seen.length = 0;
    const model = new Model(10, 0);
    for (const kind of [...kinds].reverse()) model.schedule(kind, 5, 0, 0);
    model.addSource(source('source', [5]));
    expect(model.advance(100)).toBe(true);
    // A source's own arrival precedes one that was scheduled.
    expect(seen).toEqual(['completion', 'capacity', 'source', 'arrival', 'control', 'scrape', 'tick', 'observation']);
  });

  test('Model takes arrivals from many sources in order of time, and of addition where they tie', () => {
    for (const count of [1, 2, 3, 5, 8]) {
      seen.length = 0;
      const model = new Model(100, 0);
      const expected: { at: number; name: string }[] = [];
      for (let i = 0; i < count; i++) {
        const times = Array.from({ length: 6 }, (_, k) => (k + 1) * ((i % 3) + 1));
        model.addSource(source(`s${i}`, times));
        expected.push(...times.map((at) => ({ at, name: `s${i}` })));
      }
      expected.sort((a, b) => a.at - b.at || a.name.localeCompare(b.name));
      expect(model.advance(1000)).toBe(true);
      expect(seen).toEqual(expected.map(({ name }) => name));
    }
  });

  test('Model stops after the given number of events and goes on from there', () => {
    seen.length = 0;
    const model = new Model(10, 0);
    for (let i = 0; i < 5; i++) model.schedule(kinds[0]!, i, 0, 0);
    expect([model.advance(2), seen.length]).toEqual([false, 2]);
    expect([model.advance(4), seen.length, model.handledEvents]).toEqual([true, 5, 5]);
  });

  test('Model.cancel takes an event back', () => {
    seen.length = 0;
    const model = new Model(10, 0);
    const slot = model.schedule(kinds[0]!, 1, 0, 0);
    model.schedule(kinds[1]!, 1, 0, 0);
    model.cancel(slot);
    model.advance(10);
    expect(seen).toEqual(['capacity']);
  });
});

describe('snap', () => {
  test('snap lets sums of decimal durations tie as on paper and leaves whole nanoseconds alone', () => {
    expect(0.1 + 0.2).not.toBe(0.3);
    expect(snap(0.1 + 0.2)).toBe(0.3);
    let at = 0;
    for (let i = 1; i <= 1000; i++) {
      at = snap(at + 0.001);
      expect(at).toBe(i / 1000);
    }
    expect(snap(20e-6)).toBe(20e-6);
  });
});

describe('TimeTally', () => {
  test('TimeTally counts zeros as it counts the value 0, whatever was buffered when it was read', () => {
    const [left, right] = [new TimeTally(0, 100), new TimeTally(0, 100)];
    for (let i = 0; i < 1000; i++) {
      const value = i % 3 === 0 ? 0 : i / 7;
      left.add(value, i / 10);
      if (value === 0) right.addZero(i / 10);
      else right.add(value, i / 10);
      if (i % 50 === 0) expect(right.sum).toBeCloseTo(left.sum, 9);
    }
    expect(right.serialise()).toEqual(left.serialise());
    expect([right.count, right.max]).toEqual([1000, 998 / 7]);
    expect(right.serialise().batchCounts).toEqual(Array.from({ length: 20 }, () => 50));
  });
});

describe('many stations', () => {
  const fan = (count: number, weightOf: (i: number) => number) =>
    accept({
      components: [
        {
          ...{ id: 'users', kind: 'traffic', arrivals: { process: 'poisson', ratePerSecond: 5 * count } },
          to: Array.from({ length: count }, (_, i) => ({ id: `s${i}`, weight: weightOf(i) })),
        },
        ...Array.from({ length: count }, (_, i) => ({
          ...{ id: `s${i}`, kind: 'modelServer' },
          serviceTime: { distribution: 'exponential', meanSeconds: 0.1 },
        })),
      ],
      run: { seed: 6, durationSeconds: 2000, warmUpSeconds: 50, replications: 4 },
    });

  test('requests that draw only along their way meet stations of the right law', () => {
    // Each is M/M/1 with λ = 5 and μ = 10: W = 0.2 s.
    const { ci95 } = simulate(fan(40, () => 1)).sojournTimeSeconds;
    expect(ci95![0]).toBeLessThan(0.2);
    expect(ci95![1]).toBeGreaterThan(0.2);
  });

  test('Router chooses among many ways in proportion to their weights, and never one of weight 0', () => {
    const count = 50;
    const weightOf = (i: number) => (i % 5 === 0 ? 0 : (i % 3) + 1);
    const total = Array.from({ length: count }, (_, i) => weightOf(i)).reduce((sum, weight) => sum + weight, 0);
    const { components, requests } = simulate(fan(count, weightOf), { replications: 1 });
    for (let i = 0; i < count; i++) {
      const expected = (requests.offered * weightOf(i)) / total;
      // Five standard deviations of a binomial count.
      expect(Math.abs(components[`s${i}`]!.arrivals - expected)).toBeLessThanOrEqual(5 * Math.sqrt(expected));
    }
  });
});

describe('antithetic replications', () => {
  test('antithetic draws narrow the interval of a mean wait, which the theory still lies in', () => {
    const run = { seed: 4, durationSeconds: 3000, warmUpSeconds: 200, replications: 40 };
    const of = (draws: string) =>
      simulate(
        station({
          arrivals: { process: 'poisson', ratePerSecond: 5 },
          server: { serviceTime: { distribution: 'exponential', meanSeconds: 0.1 } },
          run: { ...run, draws },
        }),
      ).sojournTimeSeconds;
    const [plain, paired] = [of('inversion'), of('antithetic')];
    const width = ({ ci95 }: { ci95: readonly [number, number] | null }) => ci95![1] - ci95![0];
    expect(width(paired)).toBeLessThan(width(plain));
    // M/M/1: W = 1/(μ − λ) = 0.2 s.
    expect(paired.ci95![0]).toBeLessThan(0.2);
    expect(paired.ci95![1]).toBeGreaterThan(0.2);
  });
});
