/** What averages say of a batch job: whether a run ends before the next is due and before its deadline, and whether its machines stay long enough. */
import { meanPeriodSeconds } from '../../../engines/simulator/batch/schedule.ts';
import { knownLaw } from '../../../engines/simulator/estimate/capacity.ts';
import type { ComponentOf } from '../../../engines/simulator/scenario.ts';
import { checkpointedSeconds, uncheckpointedSeconds, waves } from '../../../engines/simulator/theory/index.ts';
import { formatSeconds } from '../../../kit/format.ts';
import { findParameter } from '../../component-kinds.ts';
import type { Context } from '../context.ts';
import type { Finding, Fix } from '../finding.ts';
import { waysOut } from '../ways-out.ts';

type Job = ComponentOf<'batchJob'>;

/** From so many times the work on, interruptions cost more than the work itself. */
const MUCH_LONGER = 2;

/** A run as means tell: its chunks, the work of one, and what one takes with start-up, checkpoints and interruptions. */
export interface MeanRun {
  readonly everySeconds: number;
  readonly rows: number;
  readonly chunks: number;
  /** Rows of a full chunk. */
  readonly chunkRows: number;
  readonly chunkSeconds: number;
  readonly taskSeconds: number;
  /** True for rows that come one by one, so that their number differs from run to run. */
  readonly isCollected: boolean;
}

function taskSeconds({ startupSeconds, spot, checkpoint }: Job, chunkSeconds: number): number {
  const writes = checkpoint ? Math.ceil(chunkSeconds / checkpoint.everySeconds) * checkpoint.writeSeconds : 0;
  if (!spot) return startupSeconds + chunkSeconds + writes;
  const interrupted = { workSeconds: chunkSeconds, ...spot };
  if (checkpoint && checkpoint.everySeconds < chunkSeconds)
    return startupSeconds + checkpointedSeconds(interrupted, checkpoint.everySeconds, checkpoint.writeSeconds);
  return uncheckpointedSeconds({ ...interrupted, workSeconds: startupSeconds + chunkSeconds + writes });
}

/** The mean run of a job; undefined where no dataset leads to it, or its service time has no curve. */
export function meanRun(job: Job, context: Context): MeanRun | undefined {
  const { scenario, rates, curves } = context;
  const datasets = scenario.components.flatMap((source) =>
    source.kind === 'dataset' && waysOut(source).includes(job.id) ? [source] : [],
  );
  const everySeconds = Math.min(...datasets.map(meanPeriodSeconds));
  const isCollected = datasets.some(({ arrivals }) => arrivals !== undefined);
  const known = knownLaw(job, curves);
  if (!Number.isFinite(everySeconds) || !known) return undefined;
  const rows = Math.round(rates.get(job.id)!.mean * everySeconds);
  const chunks = Math.ceil(rows / job.chunkRows);
  if (chunks === 0) return undefined;
  const { law, draw } = known;
  const size = Math.min(rows, job.chunkRows);
  const chunkSeconds = law.isBatchLaw ? law.seconds(size, draw) : size * draw;
  return {
    everySeconds,
    rows,
    chunks,
    chunkRows: job.chunkRows,
    chunkSeconds,
    taskSeconds: taskSeconds(job, chunkSeconds),
    isCollected,
  };
}

/** What becomes of runs of which the next is due before they end. */
const overrun: Readonly<Record<Job['concurrencyPolicy'], string>> = {
  Allow: 'runs pile up. Add workers, or run less often.',
  Forbid: 'runs pile up. Add workers, or run less often.',
  Replace: 'each run is broken off by the next, and none ever ends. Add workers, or run less often.',
};

/** Enough workers to end in time; none where even a worker for each chunk would not. */
function moreWorkers({ id }: Job, { chunks, taskSeconds: ofTask }: MeanRun, withinSeconds: number): Fix | undefined {
  const most = Math.min(chunks, findParameter('batchJob', 'workers')?.maximum ?? 1);
  // As many waves as fit, none of which ends at the very moment that it may not.
  const fitting = Math.ceil(withinSeconds / ofTask) - 1;
  const workers = Math.ceil(chunks / fitting);
  if (fitting < 1 || workers > most) return undefined;
  const label = `Let “${id}” have ${workers} ${workers === 1 ? 'worker' : 'workers'}`;
  return { label, command: { type: 'setParameter', id, path: 'workers', value: workers } };
}

function checkJob(job: Job, context: Context): Finding[] {
  const run = meanRun(job, context);
  if (!run) return [];
  const { everySeconds, chunks, chunkSeconds, taskSeconds: ofTask } = run;
  const makespanSeconds = waves(chunks, job.workers) * ofTask;
  const { spot, deadlineSeconds = Infinity } = job;
  const workers = moreWorkers(job, run, Math.min(everySeconds, deadlineSeconds));
  const warn = (sentence: string, fix?: Fix): Finding => ({
    componentId: job.id,
    severity: 'warning',
    sentence,
    ...(fix && { fix }),
  });
  const findings: Finding[] = [];
  if (spot && ofTask > MUCH_LONGER * (job.startupSeconds + chunkSeconds))
    findings.push(
      warn(
        `A chunk of “${job.id}” is ${formatSeconds(chunkSeconds)} of work, but takes about ${formatSeconds(ofTask)} on machines that are taken away every ${formatSeconds(spot.meanSeconds)} on average: ${job.checkpoint ? 'write checkpoints more often, or make' : 'add checkpoints, or make'} the chunks smaller.`,
      ),
    );
  const takes = `A run of “${job.id}” takes about ${formatSeconds(makespanSeconds)}`;
  if (makespanSeconds >= everySeconds)
    findings.push(
      warn(
        `${takes}, but the next is due after ${formatSeconds(everySeconds)}: ${overrun[job.concurrencyPolicy]}`,
        workers,
      ),
    );
  if (makespanSeconds > deadlineSeconds)
    findings.push(
      warn(
        `${takes}, longer than its deadline of ${formatSeconds(deadlineSeconds)}: every run is late. Add workers.`,
        workers,
      ),
    );
  return findings;
}

export function checkBatchJobs(context: Context): Finding[] {
  return context.scenario.components.flatMap((component) =>
    component.kind === 'batchJob' ? checkJob(component, context) : [],
  );
}
