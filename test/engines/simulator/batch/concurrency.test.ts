import { describe, expect, test } from 'vitest';
import { simulate } from '../../../../widgets/engines/simulator/simulate.ts';
import { batchScenario, rowTimes } from './batch-runs.ts';

// One row every 10 s from 10 s on, 25 s of work each, two workers, until 100 s.
const runs = (job: Record<string, unknown>) => simulate(batchScenario({ job })).components['job']!;

describe('concurrencyPolicy, by hand', () => {
  test('Forbid starts the last run that was due when the other has ended, with the rows of those that were skipped', () => {
    // 35: due 30, with the row of 20. 60: due 50, with 40; the release of 60 comes after the end. 85: due 80, with 60 and 70, three chunks on two workers.
    expect(rowTimes(batchScenario({}))).toEqual([
      '10: 10–35',
      '20: 35–60',
      '30: 35–60',
      '40: 60–85',
      '50: 60–85',
      '60: 85–…',
      '70: 85–…',
    ]);
    expect(runs({}).runs).toMatchObject({ due: 9, started: 4, skipped: 4, replaced: 0, failed: 0 });
  });

  test('Forbid that drops the rows of missed runs scores the snapshot of the last one alone', () => {
    const job = { missedRows: 'dropped' };
    expect(rowTimes(batchScenario({ job }))).toEqual(['10: 10–35', '30: 35–60', '50: 60–85', '80: 85–…']);
    const { requests } = simulate(batchScenario({ job }));
    expect(requests).toMatchObject({ offered: 9, completed: 3, rejected: 4, inSystem: 2 });
  });

  test('Forbid skips a run whose time to start is over, and its rows wait for the next', () => {
    // At 35 the run due at 30 is 5 s late. At 40 three rows wait: two chunks until 65, one until 90.
    const job = { startingDeadlineSeconds: 4.9 };
    expect(rowTimes(batchScenario({ job }))).toEqual([
      '10: 10–35',
      '20: 40–90',
      '30: 40–90',
      '40: 65–90',
      '50: 90–…',
      '60: 90–…',
    ]);
    expect(runs(job).runs).toMatchObject({ due: 9, skipped: 6, started: 3 });
  });

  test('a run that is exactly as late as it may be still starts', () => {
    const job = { startingDeadlineSeconds: 5 };
    expect(rowTimes(batchScenario({ job })).slice(0, 3)).toEqual(['10: 10–35', '20: 35–60', '30: 35–60']);
  });

  test('Allow starts runs beside each other on the same workers, the older run first', () => {
    const job = { concurrencyPolicy: 'Allow' };
    expect(rowTimes(batchScenario({ job }))).toEqual([
      '10: 10–35',
      '20: 20–45',
      '30: 35–60',
      '40: 45–70',
      '50: 60–85',
      '60: 70–95',
      '70: 85–…',
      '80: 95–…',
    ]);
    expect(runs(job)).toMatchObject({ runs: { due: 9, started: 9, skipped: 0 }, jobs: { published: 6 } });
    // From its start at 30 the third run waits 5 s for a worker: makespans of 25, 25, 30, 30, 35 and 35 s.
    expect(runs(job).jobs!.meanMakespanSeconds).toBeCloseTo(30, 9);
  });

  test('Replace breaks the running run off, so that a run longer than the period never ends', () => {
    const dropped = runs({ concurrencyPolicy: 'Replace', missedRows: 'dropped' });
    expect(dropped).toMatchObject({ runs: { due: 9, started: 9, replaced: 8 }, jobs: { published: 0 } });
    // Eight runs of 10 s each on one worker.
    expect(dropped.tasks).toMatchObject({ attempts: 9, wastedSeconds: 80, done: 0 });
    const kept = simulate(batchScenario({ job: { concurrencyPolicy: 'Replace' } }));
    expect(kept.requests).toMatchObject({ offered: 9, completed: 0, failed: 0, inSystem: 9 });
    // With rows that are kept the second run has two of them, and both workers work from then on: 10 + 7 · 20 s.
    expect(kept.components['job']!.tasks).toMatchObject({ wastedSeconds: 150, attempts: 1 + 8 * 2 });
  });

  test('Replace does not break a run off that ends at the moment at which the next is due', () => {
    // 0.01 s a hundred times is a little more than a second in binary.
    const scenario = batchScenario({
      rows: { everySeconds: 1, rows: 100 },
      job: { concurrencyPolicy: 'Replace', workers: 1, chunkRows: 100 },
      run: { durationSeconds: 10 },
      rowSeconds: 0.01,
    });
    expect(simulate(scenario).components['job']).toMatchObject({
      runs: { started: 9, replaced: 0 },
      jobs: { published: 9 },
    });
  });

  test('rows that are taken back into the queue are waited for once', () => {
    const { waitingTimeSeconds, queueLength, numberInSystem } = runs({ concurrencyPolicy: 'Replace' });
    // Started at 10 at once and at 20 at once; the others wait in the queue until the end.
    expect(waitingTimeSeconds!.mean).toBe(0);
    // From 30 on, one more each 10 s: 1 + 2 + … + 7 over 100 s.
    expect(queueLength).toBeCloseTo((10 * (1 + 2 + 3 + 4 + 5 + 6 + 7)) / 100, 9);
    expect(numberInSystem).toBeCloseTo((10 * (1 + 2 + 3 + 4 + 5 + 6 + 7 + 8 + 9)) / 100, 9);
  });

  test('a late run does not replace a newer version in use', () => {
    // The run of 10 takes 40 s (two rows on one worker); that of 20 has one row, and with a second worker it is ready at 40.
    const scenario = batchScenario({
      rows: { everySeconds: 10, arrivals: { process: 'trace', timesSeconds: [1, 2, 11] } },
      job: { concurrencyPolicy: 'Allow', workers: 2, chunkRows: 2 },
      rowSeconds: 20,
    });
    const { components, predictionAgeSeconds } = simulate(scenario);
    expect(components['job']).toMatchObject({ runs: { started: 2, superseded: 1 }, jobs: { published: 2 } });
    // In use from 40 s on: the snapshot of 20 s.
    expect(predictionAgeSeconds.max).toBeCloseTo(100 - 20, 9);
  });

  test('a run of next to no work never ends before it starts, however crooked the time', () => {
    const scenario = batchScenario({
      rows: { everySeconds: 1 / 3, rows: 1 },
      job: {
        concurrencyPolicy: 'Allow',
        serviceTime: { distribution: 'affine', baseSeconds: 0, perItemSeconds: 1e-12 },
      },
      run: { durationSeconds: 0.5 },
    });
    expect(simulate(scenario).components['job']!.jobs).toEqual({ published: 1, meanMakespanSeconds: 0 });
  });
});

describe('runs that wait for cleaner hours', () => {
  const shift = { deadlineSeconds: 43_200, expectedSeconds: 3600 };

  test.each(['Allow', 'Forbid', 'Replace'])(
    '%s starts one run with the rows of all that waited for its hour',
    (concurrencyPolicy) => {
      // Due at half past three, six and nine; all wait for noon.
      const { runs: counts, jobs } = simulate(
        batchScenario({
          rows: { cron: '30 3,6,9 * * *', rows: 1 },
          job: { concurrencyPolicy, workers: 9, shift },
          run: { durationSeconds: 12.5 * 3600 },
          rowSeconds: 600,
        }),
      ).components['job']!;
      expect(counts).toMatchObject({ due: 3, started: 1, replaced: 0, skipped: 0 });
      expect(jobs!.published).toBe(1);
    },
  );

  test('Forbid starts no run beside another that has begun in the meantime', () => {
    // The runs due soon after midnight may not wait until noon; those that may find the first one at work.
    const scenario = batchScenario({
      rows: { cron: '*/15 * * * *', rows: 1 },
      job: { workers: 99, shift },
      run: { durationSeconds: 14 * 3600 },
      rowSeconds: 3 * 3600,
    });
    const starts = [...new Set(rowTimes(scenario).map((times) => Number(times.split(': ')[1]!.split('–')[0])))];
    expect(starts[0]).toBeLessThan(12 * 3600);
    expect(starts).toEqual([starts[0], ...(starts.length > 1 ? [starts[0]! + 3 * 3600] : [])]);
  });
});

describe('deadlines, by hand', () => {
  test('deadlineSeconds counts runs from when they fell due, and those that never came as missed', () => {
    // Published 25, 30 and 35 s after they were due; 20, 40, 60 and 70 were skipped; 80 is not over its deadline at the end.
    const { deadline } = runs({ deadlineSeconds: 30 });
    expect(deadline).toMatchObject({ met: 2, missed: 5, metFraction: 2 / 7 });
    expect(deadline!.meanSlackSeconds).toBeCloseTo((5 + 0 - 5) / 3, 9);
  });

  test('deadlineSeconds counts a run that is under way after its deadline', () => {
    expect(runs({ concurrencyPolicy: 'Allow', deadlineSeconds: 26 }).deadline).toMatchObject({ met: 2, missed: 5 });
  });

  test('deadlineSeconds counts the run that is due and still waits at the end', () => {
    // One run of 200 s, and behind it nine that were due, of which the last is 10 s late to start.
    const { deadline, runs: counts } = simulate(batchScenario({ job: { deadlineSeconds: 5 }, rowSeconds: 200 }))
      .components['job']!;
    expect(counts).toMatchObject({ due: 9, started: 1, skipped: 7 });
    expect(deadline).toMatchObject({ met: 0, missed: 9, metFraction: 0, meanSlackSeconds: null });
  });

  test('activeDeadlineSeconds ends a run, its rows fail, and the next one starts', () => {
    const scenario = batchScenario({ job: { activeDeadlineSeconds: 20 } });
    const { components, requests } = simulate(scenario);
    // 10–30, 30–50, 50–70, 70–90 and the last: the release of 30 comes after the end of the first. Of 30 and 40, 50 and 60, 70 and 80 one is skipped.
    expect(components['job']).toMatchObject({
      runs: { due: 9, started: 5, failed: 4, skipped: 3 },
      jobs: { published: 0 },
    });
    expect(requests).toMatchObject({ offered: 9, completed: 0, failed: 6, rejected: 0, inSystem: 3 });
    expect(components['job']!.tasks!.wastedSeconds).toBe(20 * (1 + 1 + 2 + 2));
  });
});
