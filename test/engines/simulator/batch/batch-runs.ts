import type { Model } from '../../../../widgets/engines/simulator/model.ts';
import { simulate } from '../../../../widgets/engines/simulator/simulate.ts';
import { meanInterval } from '../../../../widgets/engines/simulator/statistics/analysis/mean-interval.ts';
import { accept } from '../accept.ts';
import { traceRun } from '../trace.ts';

type Loose = Readonly<Record<string, unknown>>;

/** A dataset before a batch job; each row takes `rowSeconds`, or as `job.serviceTime` says. */
export function batchScenario({
  rows = { everySeconds: 10, rows: 1 },
  job = {},
  run = {},
  rowSeconds = 25,
}: {
  readonly rows?: Loose;
  readonly job?: Loose;
  readonly run?: Loose;
  readonly rowSeconds?: number;
}) {
  return accept({
    components: [
      { id: 'rows', kind: 'dataset', ...rows, to: 'job' },
      {
        id: 'job',
        kind: 'batchJob',
        workers: 2,
        chunkRows: 1,
        serviceTime: { distribution: 'deterministic', meanSeconds: rowSeconds },
        ...job,
      },
    ],
    run: { durationSeconds: 100, replications: 1, ...run },
  });
}

/** `released: started–left` of every row that a task took, in order of its release. */
export function rowTimes(scenario: ReturnType<typeof batchScenario>, prepare?: (model: Model) => void): string[] {
  const { trace } = traceRun(scenario, prepare ? { prepare } : {});
  return trace.visits
    .filter(({ station }) => station === 'job')
    .sort((a, b) => a.serial - b.serial)
    .map(({ createdAt, startedAt, leftAt }) => `${createdAt}: ${startedAt}–${Number.isNaN(leftAt) ? '…' : leftAt}`);
}

/** What the job did. */
export const jobOf = (scenario: ReturnType<typeof batchScenario>) => simulate(scenario).components['job']!;

/** The numbers of separate replications: their mean and the half of the 95 % interval. */
export function overSeeds(
  count: number,
  scenarioOf: (seed: number) => ReturnType<typeof batchScenario>,
  read: (job: ReturnType<typeof jobOf>) => number,
) {
  const { mean, halfWidth } = meanInterval(Array.from({ length: count }, (_, seed) => read(jobOf(scenarioOf(seed)))))!;
  return { mean, halfWidth: halfWidth! };
}
