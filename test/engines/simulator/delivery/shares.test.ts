import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Delivery } from '../../../../widgets/engines/simulator/delivery/schema.ts';
import { Split } from '../../../../widgets/engines/simulator/delivery/split.ts';
import { wayShares } from '../../../../widgets/engines/simulator/delivery/way-shares.ts';
import { offeredLoad } from '../../../../widgets/engines/simulator/estimate/offered-load.ts';
import { accept } from '../accept.ts';

describe('Split', () => {
  test('each way gets its share; while that of the new version grows, nobody leaves it, and nobody changes between the others', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 2, maxLength: 5 }),
        fc.integer({ min: 0, max: 4 }),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 4 }),
        (weights, index, shares) => {
          const version = index % weights.length;
          const others = weights.reduce((sum, weight, way) => sum + (way === version ? 0 : weight), 0);
          fc.pre(others > 0);
          const split = new Split(weights, version);
          expect(split.share).toBe(weights[version]! / (others + weights[version]!));
          const numbers = Array.from({ length: 1000 }, (_, i) => (i + 0.5) / 1000);
          let before: readonly number[] = [];
          for (const share of [...shares.sort((a, b) => a - b), 1]) {
            split.share = share;
            const ways = numbers.map((number) => split.wayOf(number));
            expect(ways.every((way, i) => way === version || way === (before[i] ?? way))).toBe(true);
            before = ways;
            weights.forEach((weight, way) => {
              const expected = way === version ? share : ((1 - share) * weight) / others;
              // A thousand evenly spaced numbers miss the length of a stretch by one at most; the new version has as many stretches as there are others.
              const stretches = way === version ? weights.length - 1 : 1;
              const got = ways.filter((one) => one === way).length / 1000;
              expect(Math.abs(got - expected)).toBeLessThanOrEqual(stretches / 1000 + 1e-9);
            });
          }
          expect(before.every((way) => way === version)).toBe(true);
        },
      ),
    );
  });

  test('goes by the weights alone without a new version', () => {
    const split = new Split([1, 0, 3], -1);
    expect([0, 0.2499, 0.25, 0.9999].map((number) => split.wayOf(number))).toEqual([0, 0, 2, 2]);
  });
});

const weightsAt = (steps: readonly (readonly [number, number])[]): Delivery => ({
  ...{ strategy: 'argoRollouts', version: 'new', startSeconds: 100 },
  steps: steps.map(([setWeight, pauseSeconds]) => ({ setWeight, pauseSeconds })),
});
const ways = [
  { id: 'old', weight: 1 },
  { id: 'new', weight: 0 },
];
const server = (id: string) => ({
  ...{ id, kind: 'modelServer', replicas: 2 },
  serviceTime: { distribution: 'deterministic', meanSeconds: 0.1 },
});

describe('wayShares', () => {
  const delivery = weightsAt([
    [25, 200],
    [50, 100],
  ]);

  test('are the averages of the shares over the run, and the largest', () => {
    // 0 until 100 s, a quarter until 300 s, half until 400 s, then all of it until 1,000 s.
    const mean = (0.25 * 200 + 0.5 * 100 + 600) / 1000;
    expect(wayShares({ to: ways, delivery }, 1000)).toEqual([
      { id: 'old', mean: 1 - mean, peak: 1 },
      { id: 'new', mean, peak: 1 },
    ]);
    expect(wayShares({ to: ways, delivery }, 250)).toEqual([
      { id: 'old', mean: 1 - (0.25 * 150) / 250, peak: 1 },
      { id: 'new', mean: (0.25 * 150) / 250, peak: 0.25 },
    ]);
  });

  test('go by when requests come', () => {
    // All of them in the last second.
    expect(wayShares({ to: ways, delivery }, 1000, (seconds) => Math.max(0, seconds - 999))).toEqual([
      { id: 'old', mean: 0, peak: 1 },
      { id: 'new', mean: 1, peak: 1 },
    ]);
  });

  test('keep a scenario from being refused whose versions are fine at any time, and load what is mirrored', () => {
    const fast = { process: 'deterministic', periodSeconds: 0.001 };
    const blueGreen = { strategy: 'blueGreen', version: 'new', startSeconds: 100 };
    const to = [
      { id: 'old', weight: 1 },
      { id: 'new', weight: 0 },
    ];
    const scenario = accept({
      components: [
        { id: 'users', kind: 'traffic', arrivals: fast, to: 'router' },
        { id: 'router', kind: 'router', to, delivery: blueGreen },
        { ...server('old'), replicas: 15, to: 'shadow' },
        { ...server('new'), replicas: 200 },
        { id: 'shadow', kind: 'shadow', mirror: { to: 'copy', percentage: 50 } },
        server('copy'),
      ],
      run: { durationSeconds: 1000, replications: 1 },
    });
    const loads = offeredLoad(scenario, {});
    const offered = (id: string) => Math.round(loads.get(id)!.offered);
    expect([offered('old'), offered('new'), offered('copy')]).toEqual([100_000, 900_000, 50_000]);
  });
});
