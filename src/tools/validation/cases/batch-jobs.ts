import { backoffSeconds } from '../../../../widgets/engines/simulator/batch/backoff.ts';
import { ScheduleClock } from '../../../../widgets/engines/simulator/batch/schedule.ts';
import { compile } from '../../../../widgets/engines/simulator/compile.ts';
import type { ComponentResult } from '../../../../widgets/engines/simulator/result.ts';
import { simulate } from '../../../../widgets/engines/simulator/simulate.ts';
import type { BatchJobStation } from '../../../../widgets/engines/simulator/stations/batch-job-station.ts';
import {
  backedUpWave,
  checkpointedSeconds,
  equalChunksMakespan,
  listScheduleBounds,
  stragglerWave,
  uncheckpointedSeconds,
  youngInterval,
} from '../../../../widgets/engines/simulator/theory/index.ts';
import { accept, type Figure, type TraceValue, type ValidationCase } from '../case.ts';
import { constant, exponential } from '../laws.ts';
import { recordRun, VisitRecorder } from '../recorded-run.ts';

interface Job {
  readonly rows: object;
  readonly job: object;
  readonly run: object;
}

const scenario = ({ rows, job, run }: Job) => ({
  components: [
    { id: 'rows', kind: 'dataset', ...rows, to: 'job' },
    { id: 'job', kind: 'batchJob', chunkRows: 1, ...job },
  ],
  run: { replications: 1, ...run },
});

/** One row every 10 s from 10 s on, 25 s of work each, two workers, until 100 s. */
const overlapping = (job: object) =>
  scenario({
    rows: { everySeconds: 10, rows: 1 },
    job: { workers: 2, serviceTime: constant(25), ...job },
    run: { durationSeconds: 100 },
  });

function policy(label: string, job: object, starts: string, counts: string): TraceValue[] {
  const { visits } = recordRun(overlapping(job), new VisitRecorder('job'));
  const { runs, jobs } = simulate(accept(overlapping(job))).components['job']!;
  const { due, started, skipped, replaced } = runs!;
  return [
    {
      label: `${label}: row: start–publication`,
      expected: starts,
      simulated: visits.map(({ serial, startedAt, leftAt }) => `${serial}: ${startedAt}–${Number.isNaN(leftAt) ? '…' : leftAt}`).join(', '),
    },
    {
      label: `${label}: due, started, skipped, replaced, published`,
      expected: counts,
      simulated: [due, started, skipped, replaced, jobs!.published].join(', '),
    },
  ]; // biome-ignore format: two values
}

const policies = (): TraceValue[] => [
  ...policy('Forbid', {}, '0: 10–35, 1: 35–60, 2: 35–60, 3: 60–85, 4: 60–85, 5: 85–…, 6: 85–…', '9, 4, 4, 0, 3'),
  ...policy('Forbid, rows dropped', { missedRows: 'dropped' }, '0: 10–35, 2: 35–60, 4: 60–85, 7: 85–…', '9, 4, 4, 0, 3'),
  ...policy('Forbid, 4.9 s to start', { startingDeadlineSeconds: 4.9 }, '0: 10–35, 1: 40–90, 2: 40–90, 3: 65–90, 4: 90–…, 5: 90–…', '9, 3, 6, 0, 2'),
  ...policy('Allow', { concurrencyPolicy: 'Allow' }, '0: 10–35, 1: 20–45, 2: 35–60, 3: 45–70, 4: 60–85, 5: 70–95, 6: 85–…, 7: 95–…', '9, 9, 0, 0, 6'),
  ...policy('Replace', { concurrencyPolicy: 'Replace', missedRows: 'dropped' }, [0, 1, 2, 3, 4, 5, 6, 7, 8].map((row) => `${row}: ${10 * (row + 1)}–…`).join(', '), '9, 9, 0, 8, 0'),
]; // biome-ignore format: a policy a line

/** A task that always fails: seven attempts of 5 s, 10 + 20 + 40 + 80 + 160 + 320 s between them, and the run has failed. */
function backoff(): TraceValue[] {
  const input = scenario({
    rows: { everySeconds: 1000, rows: 1 },
    job: { serviceTime: constant(5), taskFailureProbability: 1 },
    run: { durationSeconds: 1999 },
  });
  const { requests, components } = simulate(accept(input));
  const { tasks, runs, numberInSystem } = components['job']!;
  return [
    {
      label: 'delays',
      expected: '10, 20, 40, 80, 160, 320, 360, 360',
      simulated: [1, 2, 3, 4, 5, 6, 7, 8].map(backoffSeconds).join(', '),
    },
    { label: 'attempts', expected: 7, simulated: tasks!.attempts },
    { label: 'runs that failed', expected: 1, simulated: runs!.failed },
    { label: 'rows that failed', expected: 1, simulated: requests.failed },
    {
      label: 'seconds until the run has failed',
      expected: '665.000000',
      simulated: (numberInSystem! * 1999).toFixed(6),
    },
  ];
}

/** From Monday, 1 January 2024, 00:00 on, in hours. */
const firings: Readonly<Record<string, readonly number[]>> = {
  '0 2 * * *': [2, 26, 50],
  '@daily': [24, 48, 72],
  '*/30 6-7 * * *': [6, 6.5, 7, 7.5, 30],
  '0 9 * * MON-FRI': [9, 33, 57, 81, 105, 177],
  '0 0 13 * FRI': [96, 264, 288, 432],
  '0 0 29 2 *': [59 * 24, (59 + 1461) * 24],
};
const cron = (): TraceValue[] =>
  Object.entries(firings).map(([text, hours]) => {
    const clock = new ScheduleClock({ cron: text });
    return { label: text, expected: hours.join(', '), simulated: hours.map(() => clock.next() / 3600).join(', ') };
  });

/** 4800 s of work in so many equal chunks on 16 workers, 20 s of start-up each. */
const chunkCounts = (): TraceValue[] =>
  [1, 4, 12, 16, 24, 48, 96].map((chunks) => {
    const input = scenario({
      rows: { everySeconds: 1e5, rows: 4800 },
      job: { workers: 16, chunkRows: 4800 / chunks, startupSeconds: 20, serviceTime: constant(1) },
      run: { durationSeconds: 1.9e5 },
    });
    const { jobs } = simulate(accept(input)).components['job']!;
    const seconds = (value: number) => `${value.toFixed(6)} s`;
    return {
      label: `${chunks} chunks`,
      expected: seconds(equalChunksMakespan(4800, 20, chunks, 16)),
      simulated: seconds(jobs!.meanMakespanSeconds!),
    };
  });

/** Random tasks on random numbers of workers: every makespan lies between the bounds. */
const graham = (): TraceValue[] =>
  Array.from({ length: 300 }, (_, i) => {
    const workers = 1 + (i % 12);
    const rows = 1 + ((i * 7) % 50);
    const serviceTime = i % 2 === 0 ? exponential(10) : { distribution: 'boundedPareto', shape: 1.1, minimumSeconds: 1, maximumSeconds: 1000 }; // biome-ignore format: one choice
    const input = scenario({
      rows: { everySeconds: 1e5, rows },
      job: { workers, serviceTime },
      run: { durationSeconds: 1.9e5 },
    });
    const model = compile(accept(input), i, 0, {});
    while (!model.advance(100_000));
    const job = model.stations[1] as BatchJobStation;
    const { lower, upper } = listScheduleBounds([...job.requirement.subarray(0, rows)], workers);
    const makespan = job.report().jobs!.makespanSeconds;
    const isBetween = makespan >= lower * (1 - 1e-9) && makespan <= upper * (1 + 1e-9);
    const range = `${lower.toFixed(3)} to ${upper.toFixed(3)} s`;
    return { label: `${rows} tasks on ${workers}`, expected: range, simulated: isBetween ? range : `${makespan} s` };
  });

const interrupted = { workSeconds: 36_000, meanSeconds: 7200, restartSeconds: 120 };
const young = youngInterval(7200, 30);

const intervals = (): TraceValue[] => [
  { label: 'interval of Young', expected: '657.27 s', simulated: `${young.toFixed(2)} s` },
  { label: 'with checkpoints', expected: '40162.1 s', simulated: `${checkpointedSeconds(interrupted, young, 30).toFixed(1)} s` },
  { label: 'without checkpoints', expected: '1.0792e+6 s', simulated: `${uncheckpointedSeconds(interrupted).toExponential(4)} s` },
]; // biome-ignore format: a number a line

/** On the first of January 2025, once in the run, on as many spot workers as there are chunks of ten hours. */
const spot = (rows: number, replications: number, job: object) =>
  scenario({
    rows: { cron: '0 0 1 1 *', rows },
    job: { workers: rows, serviceTime: constant(36_000), spot: { meanSeconds: 7200, restartSeconds: 120 }, ...job },
    run: { durationSeconds: 6.2e7, replications },
  });

const figureOf = (label: string, unit: string, expected: number, id: string, read: (component: ComponentResult) => number | null | undefined): Figure => ({ label, unit, rule: 'mean', expected, of: ({ components }) => read(components[id]!) }); // biome-ignore format: one figure

const wave = (backupTasks: boolean) =>
  scenario({
    rows: { everySeconds: 100, rows: 20 },
    job: { workers: 20, serviceTime: constant(10), stragglers: { probability: 0.03, factor: 4 }, backupTasks },
    run: { durationSeconds: 4e5, replications: 20 },
  });
const makespan = (expected: number) => figureOf('mean makespan', 's', expected, 'job', ({ jobs }) => jobs?.meanMakespanSeconds); // biome-ignore format: one line

const statistics = (name: string, title: string, mechanisms: string[], source: string, input: unknown, figures: Figure[]) =>
  ({ name, group: 'Batch and streaming', title, mechanisms, source, check: { kind: 'statistics', scenario: input, figures } }) as const; // biome-ignore format: one case
const exact = (name: string, title: string, mechanisms: string[], source: string, values: () => TraceValue[]) =>
  ({ name, group: 'Batch and streaming', title, mechanisms, source, check: { kind: 'trace', values } }) as const; // biome-ignore format: one case

const DALY = 'J. T. Daly, A higher order estimate of the optimum checkpoint interval for restart dumps, 2006';
const MAP_REDUCE = 'J. Dean and S. Ghemawat, MapReduce, OSDI 2004, section 3.6; binomial number of slow tasks';

export const batchJobCases: readonly ValidationCase[] = [
  exact('batch-policies', 'Runs of 25 s that are due every 10 s', ['batchJob'], 'Kubernetes, pkg/controller/cronjob/cronjob_controllerv2.go, syncCronJob; by hand', policies),
  exact('batch-backoff', 'A task that always fails', ['batchJob'], 'Kubernetes, pkg/controller/job/backoff_utils.go and backoffLimit 6; by hand', backoff),
  exact('batch-cron', 'Times of cron expressions', ['dataset'], 'github.com/robfig/cron/v3, ParseStandard, which Kubernetes reads; a calendar of 2024', cron),
  exact('batch-chunks', 'Equal chunks on 16 workers', ['batchJob'], 'k chunks on m workers finish in ⌈k/m⌉ waves', chunkCounts),
  exact('batch-graham', 'Makespans between the bounds of list scheduling', ['batchJob'], 'R. L. Graham, Bounds for certain multiprocessing anomalies, 1966', graham),
  exact('batch-intervals', 'Ten hours of work, interrupted every two', ['batchJob'], `J. W. Young, CACM 17(9), 1974; ${DALY}`, intervals),
  statistics('batch-checkpoints', 'Spot machines with checkpoints', ['batchJob'], DALY, spot(1000, 20, { checkpoint: { everySeconds: young, writeSeconds: 30 } }), [
    figureOf('mean time of a task', 's', checkpointedSeconds(interrupted, young, 30), 'job', ({ tasks }) => tasks?.meanSeconds),
  ]),
  statistics('batch-no-checkpoints', 'Spot machines without checkpoints', ['batchJob'], DALY, spot(10_000, 20, {}), [
    figureOf('mean time of a task', 's', uncheckpointedSeconds(interrupted), 'job', ({ tasks }) => tasks?.meanSeconds),
  ]),
  statistics('batch-retries', 'Attempts at chunks that fail one time in five', ['batchJob'], 'Geometric: 1/(1 − p) attempts', scenario({ rows: { everySeconds: 1e6, rows: 2000 }, job: { workers: 2000, serviceTime: constant(5), taskFailureProbability: 0.2, backoffLimit: 1000 }, run: { durationSeconds: 9.9e6, replications: 20 } }), [
    figureOf('attempts per chunk', '', 1.25, 'job', ({ tasks }) => tasks && tasks.attempts / tasks.done),
  ]),
  statistics('batch-stragglers', 'Waves of twenty with stragglers', ['batchJob'], MAP_REDUCE, wave(false), [makespan(10 * stragglerWave(20, 0.03, 4))]),
  statistics('batch-backups', 'The same with backup copies', ['batchJob'], MAP_REDUCE, wave(true), [makespan(10 * backedUpWave(20, 0.03, 4))]),
]; // biome-ignore format: one case a line
