import { describe, expect, test } from 'vitest';
import { parseScenario } from '../../../../widgets/engines/simulator/parse-scenario.ts';
import { formatProblem } from '../../../../widgets/kit/problem.ts';

const serviceTime = { distribution: 'deterministic', meanSeconds: 1 };

function problems({
  rows = { everySeconds: 10 },
  job = {},
  more = [],
}: {
  rows?: object;
  job?: object;
  more?: readonly object[];
}): string {
  const parsed = parseScenario({
    components: [
      { id: 'rows', kind: 'dataset', rows: 1, ...rows, to: 'job' },
      { id: 'job', kind: 'batchJob', chunkRows: 1, serviceTime, ...job },
      ...more,
    ],
    run: { durationSeconds: 86_400 },
  });
  return parsed.ok ? 'accepted' : parsed.problems.map(formatProblem).join('\n');
}

describe('parseScenario refuses batch jobs', () => {
  test('whose schedule is none, two, a period of 0 or a cron expression that is wrong or never fires', () => {
    expect(
      [
        {},
        { everySeconds: 10, cron: '@daily' },
        { everySeconds: 0 },
        { cron: '0 25 * * *' },
        { cron: '0 0 31 2 *' },
        { cron: '0 2 * * TUE' },
      ]
        .map((rows) => problems({ rows: rows }))
        .join('\n'),
    ).toMatchInlineSnapshot(`
      "components[0]: expected either everySeconds or cron, found an object. Keep exactly one of the two.
      components[0]: expected either everySeconds or cron, found an object. Keep exactly one of the two.
      components[0].cron: expected a schedule that fires before the run ends, within 86400 s, found "@daily", first on Tuesday 00:00 (86400 s). Lengthen the run, or choose an earlier or more frequent time. Simulated time begins on a Monday at 00:00.
      components[0].everySeconds: expected at least 0.001, found 0. Use 0.001 or more.
      components[0].cron: expected hour: a whole number from 0 to 23, found "25" in "0 25 * * *". Mend this field, or write * for every value.
      components[0].cron: expected a date that there is, found "0 0 31 2 *", which never comes. Mend the day of the month or the month.
      components[0].cron: expected a schedule that fires before the run ends, within 86400 s, found "0 2 * * TUE", first on Tuesday 02:00 (93600 s). Lengthen the run, or choose an earlier or more frequent time. Simulated time begins on a Monday at 00:00."
    `);
    expect(problems({ rows: { cron: '*/5 * * * *' } })).toBe('accepted');
  });

  test('whose deadlines are before the start', () => {
    expect(
      [
        { startupSeconds: 20, deadlineSeconds: 20 },
        { startupSeconds: 20, activeDeadlineSeconds: 5 },
        { deadlineSeconds: 60, startingDeadlineSeconds: 60 },
      ]
        .map((job) => problems({ job }))
        .join('\n'),
    ).toMatchInlineSnapshot(`
      "components[1].deadlineSeconds: expected more than 20, the start-up of a task, found 20. The deadline would be over before the first row is scored: raise it, or shorten the start-up.
      components[1].activeDeadlineSeconds: expected more than 20, the start-up of a task, found 5. The deadline would be over before the first row is scored: raise it, or shorten the start-up.
      components[1].startingDeadlineSeconds: expected less than 60, the deadline of the run, found 60. A run may not start after its deadline: lower this, or raise deadlineSeconds."
    `);
    expect(problems({ job: { deadlineSeconds: 60, startingDeadlineSeconds: 59 } })).toBe('accepted');
  });

  test('whose checkpoints cost more than they save, or whose machines are bought in another way than they are taken', () => {
    expect(
      [
        { checkpoint: { everySeconds: 30, writeSeconds: 30 } },
        { spot: { meanSeconds: 3600 }, purchase: 'onDemand' },
        { spot: { meanSeconds: 0 } },
      ]
        .map((job) => problems({ job }))
        .join('\n'),
    ).toMatchInlineSnapshot(`
      "components[1].checkpoint.everySeconds: expected more than 30, the time that a checkpoint takes to write, found 30. More time would go into writing than into work: write less often. √(2 · write · time between interruptions) is best.
      components[1].purchase: expected "spot" with machines that are taken away, found "onDemand". Leave the key out, or remove "spot": only spot machines are interrupted.
      components[1].spot.meanSeconds: expected at least 1, found 0. Use 1 or more."
    `);
  });

  test('whose table of predictions is of no job', () => {
    const table = (keys: object) => ({ id: 'table', kind: 'predictionTable', ...keys });
    const other = { id: 'other', kind: 'batchJob', chunkRows: 1, serviceTime };
    const none = parseScenario({
      components: [{ id: 'rows', kind: 'dataset', everySeconds: 1, rows: 1, to: 'table' }, table({})],
      run: { durationSeconds: 10 },
    });
    expect(
      [
        none.ok ? 'accepted' : none.problems.map(formatProblem).join('\n'),
        problems({ more: [table({ job: 'rows' })] }),
        problems({ more: [other, table({})] }),
      ].join('\n'),
    ).toMatchInlineSnapshot(`
      "components[1]: expected a batchJob that publishes its predictions, found none. Add a component of the kind "batchJob", behind a dataset.
      components[2].job: expected the id of a batchJob, found "rows". Use "job".
      components[3].job: expected one of "job", "other", found nothing. Say whose predictions the table holds."
    `);
    expect(problems({ more: [table({})] })).toBe('accepted');
    expect(problems({ more: [other, table({ job: 'other' })] })).toBe('accepted');
  });
});
