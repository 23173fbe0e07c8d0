import { describe, expect, test } from 'vitest';
import { backoffSeconds } from '../../../../widgets/engines/simulator/batch/backoff.ts';
import { simulate } from '../../../../widgets/engines/simulator/simulate.ts';
import { backedUpWave, stragglerWave } from '../../../../widgets/engines/simulator/theory/index.ts';
import { batchScenario, jobOf, overSeeds } from './batch-runs.ts';

describe('failures of tasks', () => {
  test('backoffSeconds doubles from 10 s to six minutes', () => {
    expect([0, 1, 2, 3, 4, 5, 6, 7, 100].map(backoffSeconds)).toEqual([0, 10, 20, 40, 80, 160, 320, 360, 360]);
  });

  test('a task that always fails is tried seven times, at the back-off of Kubernetes, and then its run has failed', () => {
    const scenario = batchScenario({
      rows: { everySeconds: 1000, rows: 1 },
      job: { taskFailureProbability: 1 },
      run: { durationSeconds: 1999 },
      rowSeconds: 5,
    });
    // Seven attempts of 5 s, and 10 + 20 + 40 + 80 + 160 + 320 s in between.
    const { requests, components } = simulate(scenario);
    expect(components['job']).toMatchObject({
      runs: { failed: 1 },
      tasks: { attempts: 7, failures: 7, wastedSeconds: 35 },
    });
    expect(requests).toMatchObject({ failed: 1, completed: 0 });
    expect(components['job']!.numberInSystem! * 1999).toBeCloseTo(35 + 630, 6);
  });

  /** Makespans over seeds of runs with so many failures, in order. */
  function makespans(failures: number, rows: number, job: object): number[] {
    const found = new Set<number>();
    for (let seed = 0; seed < 200; seed++) {
      const { tasks, jobs } = jobOf(
        batchScenario({
          rows: { everySeconds: 1000, rows },
          job: { taskFailureProbability: 0.3, ...job },
          run: { durationSeconds: 1999, seed },
          rowSeconds: 5,
        }),
      );
      if (tasks!.failures === failures) found.add(jobs!.meanMakespanSeconds!);
    }
    return [...found].sort((a, b) => a - b);
  }

  test('while a run backs off none of its tasks starts', () => {
    // Four chunks of 5 s on one worker: five attempts and 10 s of pause, whichever fails.
    expect(makespans(1, 4, { workers: 1 })).toEqual([35]);
  });

  test('a success ends the back-off', () => {
    // Chunks of 10 s and 5 s side by side. The short one fails at 5 s and would wait until 15 s, but the other ends at 10 s: 15 s in all. The long one
    // fails at 10 s, after the success of the other, and waits until 20 s: 30 s.
    expect(makespans(1, 3, { workers: 2, chunkRows: 2 })).toEqual([15, 30]);
  });

  test('a success makes the next back-off short again', () => {
    // Two chunks on one worker, F a failure, S a success: FSFS pauses for 10 and 10 s, FFSS and SFFS for 10 and 20 s; four attempts of 5 s.
    expect(makespans(2, 2, { workers: 1 })).toEqual([40, 50]);
  });

  test('the attempts of a chunk are geometric', () => {
    const p = 0.2;
    const chunks = 2000;
    const { tasks, runs } = jobOf(
      batchScenario({
        rows: { everySeconds: 1e6, rows: chunks },
        job: { taskFailureProbability: p, backoffLimit: 1000, workers: chunks },
        run: { durationSeconds: 1.9e6, seed: 5 },
        rowSeconds: 5,
      }),
    );
    expect(runs).toMatchObject({ failed: 0 });
    // Mean 1/(1 − p), variance p/(1 − p)²; three standard errors.
    const deviation = Math.abs(tasks!.attempts / chunks - 1 / (1 - p));
    expect(deviation).toBeLessThan((3 * Math.sqrt(p / chunks)) / (1 - p));
    expect(tasks!.attempts).toBe(tasks!.failures + chunks);
  });
});

describe('stragglers and backup copies', () => {
  const wave = (stragglers: object, backupTasks: boolean) => (seed: number) =>
    batchScenario({
      rows: { everySeconds: 100, rows: 20 },
      job: { workers: 20, stragglers, backupTasks },
      run: { durationSeconds: 30_000, seed },
      rowSeconds: 10,
    });

  test('a straggler holds its whole wave up', () => {
    const interval = overSeeds(
      20,
      wave({ probability: 0.03, factor: 4 }, false),
      (job) => job.jobs!.meanMakespanSeconds!,
    );
    const expected = 10 * stragglerWave(20, 0.03, 4);
    expect(expected).toBeGreaterThan(10 + interval.halfWidth);
    expect(Math.abs(interval.mean - expected)).toBeLessThanOrEqual(interval.halfWidth);
  });

  test('a backup copy ends a slow chunk after twice the time of one', () => {
    const interval = overSeeds(
      20,
      wave({ probability: 0.03, factor: 4 }, true),
      (job) => job.jobs!.meanMakespanSeconds!,
    );
    expect(Math.abs(interval.mean - 10 * backedUpWave(20, 0.03, 4))).toBeLessThanOrEqual(interval.halfWidth);
  });

  test('copies cost worker-seconds: those of the one that comes second are lost', () => {
    // Every attempt is slow: 40 s. One chunk on two workers: the copy starts at once and ends with the original, which counts.
    const { tasks, jobs } = jobOf(
      batchScenario({
        rows: { everySeconds: 60, rows: 1 },
        job: { stragglers: { probability: 1, factor: 4 }, backupTasks: true },
        run: { durationSeconds: 110 },
        rowSeconds: 10,
      }),
    );
    expect(tasks).toMatchObject({ attempts: 2, copies: 1, done: 1, wastedSeconds: 40, wastedFraction: 0.5 });
    expect(jobs).toEqual({ published: 1, meanMakespanSeconds: 40 });
  });
});
