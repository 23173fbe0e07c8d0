import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bestChunkCount,
  equalChunksMakespan,
  listScheduleBounds,
} from '../../../../widgets/engines/simulator/theory/index.ts';
import { batchScenario, jobOf, rowTimes } from './batch-runs.ts';

describe('makespan', () => {
  const makespan = (rows: number, chunkRows: number, workers: number, startupSeconds: number) =>
    jobOf(
      batchScenario({
        rows: { everySeconds: 1e5, rows },
        job: { workers, chunkRows, startupSeconds },
        run: { durationSeconds: 1.9e5 },
        rowSeconds: 1,
      }),
    ).jobs!.meanMakespanSeconds!;

  test('equal chunks run in waves, and as many chunks as workers are best', () => {
    const counts = [1, 2, 3, 4, 6, 8, 12, 16, 24, 48, 96];
    const simulated = counts.map((chunks) => makespan(4800, 4800 / chunks, 16, 20));
    expect(simulated).toEqual(counts.map((chunks) => expect.closeTo(equalChunksMakespan(4800, 20, chunks, 16), 6)));
    expect(counts[simulated.indexOf(Math.min(...simulated))]).toBe(16);
  });

  test('any tasks end between the bounds of Graham', () => {
    const law = fc.constantFrom(
      { distribution: 'exponential', meanSeconds: 10 },
      { distribution: 'lognormal', meanSeconds: 10, cv: 3 },
      { distribution: 'boundedPareto', shape: 1.1, minimumSeconds: 1, maximumSeconds: 1000 },
    );
    fc.assert(
      fc.property(
        law,
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 60 }),
        fc.nat(1e6),
        (serviceTime, workers, rows, seed) => {
          const scenario = batchScenario({
            rows: { everySeconds: 1e5, rows },
            job: { workers, serviceTime },
            run: { durationSeconds: 1.9e5, seed },
          });
          const times = rowTimes(scenario).map((visit) => visit.split(': ')[1]!.split('–').map(Number));
          const end = times[0]![1]!;
          // All rows leave together; of the tasks only the starts are told, so each worker's next start or the end bounds what it did.
          expect(times.every(([, left]) => left === end)).toBe(true);
          const { jobs, utilisation } = jobOf(scenario);
          const total = utilisation! * workers * 1.9e5;
          const spent = jobs!.meanMakespanSeconds!;
          expect(spent).toBeGreaterThanOrEqual(total / workers - 1e-6);
          // Graham: no worker is idle before the last task starts, so the makespan is at most the mean load and (1 − 1/m) of the longest task.
          const lastStart = Math.max(...times.map(([started]) => started!)) - 1e5;
          expect(lastStart).toBeLessThanOrEqual(total / workers + 1e-6);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('listScheduleBounds holds its own on a hand-worked case', () => {
    // Graham's example: lengths 1, 1, 2 on two workers, longest last: 3 against 2.
    expect(listScheduleBounds([1, 1, 2], 2)).toEqual({ lower: 2, upper: 3 });
  });

  test('bestChunkCount trades start-ups against imbalance', () => {
    // 16 workers, 4800 s of work, 20 s of start-up: √(15 · 240) = 60.
    expect(bestChunkCount(4800, 20, 16)).toBeCloseTo(60, 9);
    const bound = (chunks: number) => listScheduleBounds(Array<number>(chunks).fill(20 + 4800 / chunks), 16).upper;
    for (const other of [16, 32, 50, 59, 61, 70, 120]) expect(bound(60)).toBeLessThan(bound(other));
    expect(bestChunkCount(4800, 20, 1)).toBe(1);
  });
});
