import { describe, expect, test } from 'vitest';
import { Checkpoints } from '../../../../widgets/engines/simulator/batch/checkpoints.ts';
import { simulate } from '../../../../widgets/engines/simulator/simulate.ts';
import {
  checkpointedSeconds,
  dalyInterval,
  uncheckpointedSeconds,
  youngInterval,
} from '../../../../widgets/engines/simulator/theory/index.ts';
import { batchScenario, jobOf, overSeeds, rowTimes } from './batch-runs.ts';

describe('spot machines and checkpoints', () => {
  const spot =
    (checkpoint: object | undefined, rows: number, noticeSeconds = 0) =>
    (seed: number) =>
      batchScenario({
        // Once a year, on the first of January.
        rows: { cron: '0 0 1 1 *', rows },
        job: {
          workers: rows,
          spot: { meanSeconds: 7200, noticeSeconds, restartSeconds: 120 },
          ...(checkpoint ? { checkpoint } : {}),
        },
        run: { durationSeconds: 6e7, seed },
        rowSeconds: 36_000,
      });
  const interrupted = { workSeconds: 36_000, meanSeconds: 7200, restartSeconds: 120 };

  test('checkpointedSeconds and the intervals come to the numbers of Young and Daly', () => {
    expect(youngInterval(7200, 30)).toBeCloseTo(657.27, 2);
    expect(checkpointedSeconds(interrupted, youngInterval(7200, 30), 30)).toBeCloseTo(40_162.1, 1);
    expect(uncheckpointedSeconds(interrupted) / 1.0792e6).toBeCloseTo(1, 4);
    // Daly's interval is better than Young's, and than its neighbours.
    const at = (interval: number) => checkpointedSeconds(interrupted, interval, 30);
    const best = dalyInterval(7200, 30);
    for (const other of [youngInterval(7200, 30), best * 0.95, best * 1.05]) expect(at(best)).toBeLessThan(at(other));
  });

  test('tasks with checkpoints take as long as Daly says', () => {
    const everySeconds = youngInterval(7200, 30);
    const interval = overSeeds(10, spot({ everySeconds, writeSeconds: 30 }, 1000), ({ tasks }) => {
      expect(tasks!.done).toBe(1000);
      return tasks!.meanSeconds!;
    });
    const expected = checkpointedSeconds(interrupted, everySeconds, 30);
    expect(Math.abs(interval.mean - expected)).toBeLessThanOrEqual(interval.halfWidth);
    expect(interval.halfWidth / expected).toBeLessThan(0.005);
  });

  test('of interrupted tasks the work and its writes are useful, and all else is wasted', () => {
    const { wastedSeconds, wastedFraction } = jobOf(spot({ everySeconds: 600, writeSeconds: 30 }, 100)(2)).tasks!;
    const usefulSeconds = wastedSeconds / wastedFraction! - wastedSeconds;
    expect(usefulSeconds / (100 * (36_000 + 60 * 30))).toBeCloseTo(1, 9);
  });

  test('tasks without checkpoints take 27 times as long', () => {
    const interval = overSeeds(5, spot(undefined, 1000), ({ tasks }) => {
      expect(tasks!.done).toBe(1000);
      return tasks!.meanSeconds!;
    });
    expect(Math.abs(interval.mean - uncheckpointedSeconds(interrupted))).toBeLessThanOrEqual(interval.halfWidth);
  });

  test('with a notice in time nothing but restarts is lost', () => {
    const { tasks } = jobOf(spot({ everySeconds: 600, writeSeconds: 30 }, 1000, 120)(3));
    const without = jobOf(spot({ everySeconds: 600, writeSeconds: 30 }, 1000)(3)).tasks!;
    // Lost: the restart after each interruption, whole or cut short by the next one; and work of less than a write, after which there was no time to save.
    expect(tasks!.wastedSeconds / tasks!.interruptions).toBeLessThan(120 + 30);
    expect(without.wastedSeconds / without.interruptions).toBeGreaterThan(120 + 30);
    expect(tasks!.meanSeconds!).toBeLessThan(without.meanSeconds!);
  });

  test('a rounding of the division is no further checkpoint', () => {
    // 2.1/0.7 is a little more than 3 in binary.
    expect(new Checkpoints({ everySeconds: 0.7, writeSeconds: 1 }).writesFor(2.1)).toBe(3);
  });

  test('checkpoints are paid for where nothing is interrupted', () => {
    // 25 s of work, a write of 1 s after 10, 20 and 25 s.
    const scenario = batchScenario({
      rows: { everySeconds: 60, rows: 1 },
      job: { checkpoint: { everySeconds: 10, writeSeconds: 1 } },
    });
    expect(rowTimes(scenario)).toEqual(['60: 60–88']);
    expect(jobOf(scenario).tasks).toMatchObject({ checkpoints: 3, wastedSeconds: 0 });
  });

  test('a failed attempt goes on from its last checkpoint', () => {
    // 10 + 1 + 10 + 1 + 5 + 1 = 28 s, of which 22 are safe; then 6 s after every back-off: seven attempts in all.
    const scenario = batchScenario({
      rows: { everySeconds: 1000, rows: 1 },
      job: { taskFailureProbability: 1, checkpoint: { everySeconds: 10, writeSeconds: 1 } },
      run: { durationSeconds: 1999 },
    });
    const { tasks, utilisation } = jobOf(scenario);
    expect(utilisation! * 1999 * 2).toBeCloseTo(28 + 6 * 6, 6);
    // The run has failed in the end: all of it was in vain.
    expect(tasks).toMatchObject({ checkpoints: 2, wastedSeconds: 28 + 6 * 6, wastedFraction: 1 });
  });

  test('spot machines are bought as such', () => {
    const names = (job: object) =>
      simulate(batchScenario({ job: job as never }))
        .cost.prices.map(({ name }) => name)
        .join();
    expect(names({ spot: { meanSeconds: 7200 } })).toMatch(/spot/);
    expect(names({})).not.toMatch(/spot/);
  });
});
