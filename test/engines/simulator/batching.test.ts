import { describe, expect, test } from 'vitest';
import { batchingModes } from '../../../widgets/engines/simulator/batching/index.ts';
import { createBatching } from '../../../widgets/engines/simulator/batching/schema.ts';
import type { SimulationResult } from '../../../widgets/engines/simulator/result.ts';
import { simulate } from '../../../widgets/engines/simulator/simulate.ts';
import { station } from './accept.ts';
import { traceRun } from './trace.ts';

const AFFINE = { distribution: 'affine', baseSeconds: 0.01, perItemSeconds: 0.001 };
const milliseconds = (times: readonly number[]) => times.map((time) => time / 1000);

/** The batches of a run, as "start→end", in milliseconds. */
function batchesOf(timesMs: readonly number[], batching: object, server: object = {}): string[] {
  const scenario = station({
    arrivals: { process: 'trace', timesSeconds: milliseconds(timesMs) },
    server: { serviceTime: AFFINE, batching, ...server },
    run: { durationSeconds: 60, replications: 1 },
  });
  const { visits } = traceRun(scenario).trace;
  return [...new Set(visits.map((visit) => `${visit.startedAt * 1000}→${visit.leftAt * 1000}`))];
}

describe('the four batching modes', () => {
  // Worked out by hand: arrivals 0, 3, 9, 10, 11, 40 ms, largest batch 4, delay 5 ms, service 10 + b ms.
  const TRACE = [0, 3, 9, 10, 11, 40];
  test.each([
    ['triton', ['5→17', '17→30', '45→56'], 17.8333],
    ['tfserving', ['5→17', '17→30', '45→56'], 17.8333],
    ['torchserve', ['5→17', '22→35', '45→56'], 20.3333],
    ['kserve', ['5→17', '22→35', '45→56'], 20.3333],
  ])('%s gives the published deterministic trace exactly', (mode, batches, meanMs) => {
    const batching = { mode, maxBatchSize: 4, maxDelaySeconds: 0.005 };
    expect(batchesOf(TRACE, batching)).toEqual(batches);
    const scenario = station({
      arrivals: { process: 'trace', timesSeconds: milliseconds(TRACE) },
      server: { serviceTime: AFFINE, batching },
      run: { durationSeconds: 1, replications: 1 },
    });
    expect(simulate(scenario).sojournTimeSeconds.mean! * 1000).toBeCloseTo(meanMs, 4);
  });

  test.each(batchingModes.map((variant) => [variant.name, variant.example] as const))(
    '%s never holds requests back at the moment at which it asked to be asked again, and never takes more than there are',
    (_name, example) => {
      const policy = createBatching({ ...example } as never);
      for (const clock of [0, 0.1, 0.3, 1 / 3, 12_345.678_901_234, 1e6 + 0.1]) {
        for (let waiting = 1; waiting <= policy.maxBatchSize + 3; waiting++) {
          const now = policy.askAgainAt(clock);
          const size = policy.sizeToStart(waiting, clock, now);
          expect(size).toBeGreaterThan(0);
          expect(size).toBeLessThanOrEqual(Math.min(waiting, policy.maxBatchSize));
          expect(policy.sizeToStart(waiting, clock, clock)).toBeLessThanOrEqual(Math.min(waiting, policy.maxBatchSize));
        }
      }
    },
  );

  test.each(batchingModes.map((variant) => variant.name))(
    '%s makes every request pay the whole delay at low load',
    (mode) => {
      const batching = { mode, maxBatchSize: 8, maxDelaySeconds: 0.02 };
      expect(batchesOf([0, 100, 250], batching)).toEqual(['20→31', '120→131', '270→281']);
    },
  );

  test('a mode that keeps requests at the moment of its own timer is refused instead of looping', () => {
    const scenario = station({
      arrivals: { process: 'trace', timesSeconds: [0] },
      server: { serviceTime: AFFINE, batching: { mode: 'triton', maxBatchSize: 4, maxDelaySeconds: 0.005 } },
      run: { durationSeconds: 1, replications: 1 },
    });
    const stubborn = { maxBatchSize: 4, clock: 'enqueue', sizeToStart: () => 0, askAgainAt: (clock: number) => clock };
    expect(() =>
      traceRun(scenario, {
        prepare: (model) => Object.assign(model.stations[1]!, { policy: stubborn }),
      }),
    ).toThrow('holds requests back at the very moment');
  });
});

describe('triton', () => {
  const preferred = (sizes: number[], maxDelaySeconds = 0.01) =>
    createBatching({ mode: 'triton', maxBatchSize: 8, maxDelaySeconds, preferredBatchSizes: sizes });

  test('triton takes the largest preferred size that can be made, and what waits once the delay is over', () => {
    const policy = preferred([2, 4]);
    expect([1, 2, 3, 4, 5, 9].map((waiting) => policy.sizeToStart(waiting, 0, 0.001))).toEqual([0, 2, 2, 4, 4, 4]);
    expect([1, 3, 5, 9].map((waiting) => policy.sizeToStart(waiting, 0, 0.01))).toEqual([1, 3, 5, 8]);
  });

  test('triton with delay 0 starts whatever waits when no preferred size can be made', () => {
    const policy = preferred([4, 6], 0);
    expect([1, 3, 4, 5, 7].map((waiting) => policy.sizeToStart(waiting, 0, 0))).toEqual([1, 3, 4, 4, 6]);
  });
});

describe('tfserving', () => {
  const server = (batching: object, run: object = {}) =>
    simulate(
      station({
        arrivals: { process: 'trace', timesSeconds: milliseconds([0, 1, 2, 3, 4, 5]) },
        server: { serviceTime: AFFINE, batching: { mode: 'tfserving', maxBatchSize: 4, ...batching } },
        run: { durationSeconds: 1, replications: 1, ...run },
      }),
    );

  test('tfserving pads batches up to allowed sizes and says how much was padding', () => {
    const result = server({ maxDelaySeconds: 0.003, allowedBatchSizes: [2, 4] });
    // 0–3 ms: four of four at 3 ms, 14 ms long; then two of two at 17 ms.
    expect(result.components['model']!.batchSize).toEqual({
      mean: 3,
      histogram: [
        [2, 1],
        [4, 1],
      ],
      paddingFraction: 0,
    });
    const padded = server({ maxDelaySeconds: 0.002, allowedBatchSizes: [4] });
    // Three at 2 ms, padded to four: until 16 ms; then three, padded again.
    expect(padded.components['model']!.batchSize).toEqual({ mean: 3, histogram: [[3, 2]], paddingFraction: 0.25 });
    expect(padded.sojournTimeSeconds.max).toBeCloseTo(0.027, 12);
  });

  test('tfserving turns away what would open one batch too many', () => {
    const result = server({ maxDelaySeconds: 0.003, maxEnqueuedBatches: 1, maxBatchSize: 2 });
    // Two start at 1 ms and take 12 ms; two fill the one batch that may wait; two are turned away.
    expect(result.requests).toMatchObject({ completed: 4, rejected: 2 });
  });
});

describe('kserve', () => {
  test('kserve has one batch under way per replica, whatever the concurrency', () => {
    const batching = (mode: string) => ({ mode, maxBatchSize: 1, maxDelaySeconds: 0.001 });
    const together = { concurrency: 2 };
    expect(batchesOf([0, 1], batching('torchserve'), together)).toEqual(['0→11', '1→12']);
    expect(batchesOf([0, 1], batching('kserve'), together)).toEqual(['0→11', '11→22']);
  });
});

describe('instances on one accelerator', () => {
  test('a call that starts while k instances are at work takes 1 + κ (k − 1) times as long', () => {
    const batches = batchesOf([0, 1, 30], undefined as never, { instancesPerReplica: 2, contention: 0.5 });
    expect(batches).toEqual(['0→11', '1→17.5', '30→41']);
  });
});

describe('low-load and saturated batching', () => {
  const model = (result: SimulationResult) => result.components['model']!;

  test('the batch histogram holds every batch, and its mean is the mean batch', () => {
    const result = simulate(
      station({
        arrivals: { process: 'poisson', ratePerSecond: 300 },
        server: { serviceTime: AFFINE, batching: { mode: 'triton', maxBatchSize: 8 } },
        run: { seed: 3, durationSeconds: 60, warmUpSeconds: 10, replications: 2 },
      }),
    );
    const { histogram, mean, paddingFraction } = model(result).batchSize!;
    const batches = histogram!.reduce((sum, [, count]) => sum + count, 0);
    const requests = histogram!.reduce((sum, [size, count]) => sum + size * count, 0);
    expect(requests / batches).toBeCloseTo(mean!, 12);
    expect(paddingFraction).toBe(0);
  });
});
