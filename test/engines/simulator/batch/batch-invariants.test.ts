import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { partOf } from '../../../../widgets/engines/simulator/replication.ts';
import { simulate } from '../../../../widgets/engines/simulator/simulate.ts';
import { traceRun } from '../trace.ts';
import { batchScenario } from './batch-runs.ts';

const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });

const anyJob = fc.record({
  workers: fc.integer({ min: 1, max: 5 }),
  chunkRows: fc.integer({ min: 1, max: 6 }),
  startupSeconds: fc.constantFrom(0, 1.5),
  concurrencyPolicy: fc.constantFrom('Allow', 'Forbid', 'Replace'),
  missedRows: fc.constantFrom('kept', 'dropped'),
  startingDeadlineSeconds: maybe(fc.constantFrom(0, 5)),
  deadlineSeconds: maybe(fc.constantFrom(20, 60)),
  activeDeadlineSeconds: maybe(fc.constantFrom(10, 80)),
  backoffLimit: fc.integer({ min: 0, max: 6 }),
  taskFailureProbability: fc.constantFrom(0, 0.1, 0.6, 1),
  stragglers: maybe(fc.record({ probability: fc.constantFrom(0.2, 1), factor: fc.constantFrom(1, 3) })),
  backupTasks: fc.boolean(),
  spot: maybe(
    fc.record({
      meanSeconds: fc.constantFrom(3, 30),
      noticeSeconds: fc.constantFrom(0, 2),
      restartSeconds: fc.constantFrom(0, 2),
    }),
  ),
  checkpoint: maybe(fc.record({ everySeconds: fc.constantFrom(2, 5), writeSeconds: fc.constantFrom(0, 0.5) })),
  serviceTime: fc.constantFrom(
    { distribution: 'deterministic', meanSeconds: 2 },
    { distribution: 'exponential', meanSeconds: 2 },
    { distribution: 'affine', baseSeconds: 3, perItemSeconds: 0.5 },
  ),
});

const anyCase = fc.record({
  job: anyJob,
  timesSeconds: fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 1, maxLength: 60 }),
  seed: fc.nat(1e6),
});

type Case = typeof anyCase extends fc.Arbitrary<infer Value> ? Value : never;

/** The rows come within 200 s, and what can end has ended long before the end. */
const scenarioOf = ({ job, timesSeconds, seed }: Case) =>
  batchScenario({
    rows: { everySeconds: 10, arrivals: { process: 'trace', timesSeconds: timesSeconds.toSorted((a, b) => a - b) } },
    job: JSON.parse(JSON.stringify(job)),
    run: { durationSeconds: 40_000, seed },
  });

describe('a batch job with any mechanisms together', () => {
  test('loses no row, frees every worker, and books every worker-second as useful or wasted', () => {
    fc.assert(
      fc.property(anyCase, (each) => {
        const { model, trace } = traceRun(scenarioOf(each));
        const { offered, completed, rejected, failed, inSystem } = partOf(model, 0).counts;
        expect(offered).toBe(each.timesSeconds.length);
        expect(completed + rejected + failed + inSystem).toBe(offered);
        const { statistics } = model.stations.find(({ id }) => id === 'job')!;
        expect(statistics.numberInSystem).toBe(inSystem);
        const starts = trace.visits.map(({ serial, station }) => `${station} ${serial}`);
        expect(new Set(starts).size).toBe(starts.length);
        const job = simulate(scenarioOf(each)).components['job']!;
        const busySeconds = job.utilisation! * each.job.workers * 40_000;
        const { wastedSeconds, wastedFraction } = job.tasks!;
        // A task without checkpoints may need more than a spot machine gives, for ever.
        if (statistics.busy > 0) return;
        expect(statistics.queueLength).toBe(inSystem);
        const usefulSeconds = wastedFraction === null ? 0 : wastedSeconds / (wastedFraction || 1) - wastedSeconds;
        expect(wastedFraction === 0 ? busySeconds : wastedSeconds + usefulSeconds).toBeCloseTo(busySeconds, 5);
        const { due, started, skipped, replaced } = job.runs!;
        expect(started + skipped).toBeLessThanOrEqual(due);
        expect(job.jobs!.published + replaced + job.runs!.failed).toBe(started);
      }),
      { numRuns: 400 },
    );
  });
});

describe('what is off or cannot act', () => {
  const anyRun = fc.record({
    rows: fc.constantFrom(
      { everySeconds: 3.3, rows: 7 },
      { everySeconds: 10, arrivals: { process: 'poisson', ratePerSecond: 3 } },
    ),
    workers: fc.integer({ min: 1, max: 4 }),
    serviceTime: fc.constantFrom(
      { distribution: 'exponential', meanSeconds: 0.1 },
      { distribution: 'affine', baseSeconds: 0.3, perItemSeconds: 0.013 },
    ),
    seed: fc.nat(1e6),
  });

  test.each<readonly [string, Record<string, unknown>]>([
    ['failures that never happen', { taskFailureProbability: 0, backoffLimit: 0 }],
    ['stragglers that there are none of', { stragglers: { probability: 0, factor: 5 } }],
    ['stragglers that are not slower', { stragglers: { probability: 1, factor: 1 } }],
    ['machines that stay', { spot: { meanSeconds: 1e9 } }],
    ['checkpoints that cost nothing', { checkpoint: { everySeconds: 0.5, writeSeconds: 0 } }],
    ['deadlines that are never reached', { activeDeadlineSeconds: 1e6, deadlineSeconds: 1e6 }],
  ])('%s change no bit of what rows live through', (_, keys) => {
    fc.assert(
      fc.property(anyRun, ({ rows, workers, serviceTime, seed }) => {
        const lived = (more: object) => {
          const job = { workers, chunkRows: 4, startupSeconds: 0.1, serviceTime, ...more };
          const result = simulate(batchScenario({ rows, job, run: { durationSeconds: 60, warmUpSeconds: 5, seed } }));
          const { waitingTimeSeconds, sojournTimeSeconds, utilisation, jobs, runs } = result.components['job']!;
          const { requests, timeline, predictionAgeSeconds } = result;
          return {
            requests,
            timeline,
            predictionAgeSeconds,
            waitingTimeSeconds,
            sojournTimeSeconds,
            utilisation,
            jobs,
            runs,
          };
        };
        expect(lived(keys)).toEqual(lived({}));
      }),
      { numRuns: 12 },
    );
  });
});
