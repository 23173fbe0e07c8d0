/** What averages say of a batch job: whether a run ends before the next is due and before its deadline, and whether its machines stay long enough. */
import type { ComponentOf } from '../../engines/simulator/scenario.ts';
import { checkpointedSeconds, uncheckpointedSeconds, waves } from '../../engines/simulator/theory/index.ts';
import { formatSeconds } from '../../kit/format.ts';
import type { ServiceCurve } from '../../kit/service-curve.ts';
import type { Finding } from './finding.ts';
import type { Inflow } from './flow.ts';
import { meanRows } from './mean-service.ts';

type Job = ComponentOf<'batchJob'>;

/** From so many times the work on, interruptions cost more than the work itself. */
const MUCH_LONGER = 2;

/** Mean time of a chunk with its start-up, checkpoints and interruptions. */
function taskSeconds({ startupSeconds, spot, checkpoint }: Job, chunkSeconds: number): number {
  const writes = checkpoint ? Math.ceil(chunkSeconds / checkpoint.everySeconds) * checkpoint.writeSeconds : 0;
  if (!spot) return startupSeconds + chunkSeconds + writes;
  const interrupted = { workSeconds: chunkSeconds, ...spot };
  if (checkpoint && checkpoint.everySeconds < chunkSeconds)
    return startupSeconds + checkpointedSeconds(interrupted, checkpoint.everySeconds, checkpoint.writeSeconds);
  return uncheckpointedSeconds({ ...interrupted, workSeconds: startupSeconds + chunkSeconds + writes });
}

/** What becomes of runs of which the next is due before they end. */
const overrun: Readonly<Record<Job['concurrencyPolicy'], string>> = {
  Allow: 'runs pile up. Add workers, or run less often.',
  Forbid: 'runs pile up. Add workers, or run less often.',
  Replace: 'each run is broken off by the next, and none ever ends. Add workers, or run less often.',
};

export function checkBatchJob(job: Job, inflow: Inflow, curves: Readonly<Record<string, ServiceCurve>>): Finding[] {
  const everySeconds = Math.min(...inflow.schedules);
  if (!Number.isFinite(everySeconds)) return [];
  const rows = Math.round(inflow.rate.mean * everySeconds);
  const chunks = Math.ceil(rows / job.chunkRows);
  const chunkSeconds = meanRows(job.serviceTime, Math.min(rows, job.chunkRows), curves);
  if (chunkSeconds === null || chunks === 0) return [];
  const ofTask = taskSeconds(job, chunkSeconds);
  const makespanSeconds = waves(chunks, job.workers) * ofTask;
  const warn = (sentence: string): Finding => ({ componentId: job.id, severity: 'warning', sentence });
  const findings: Finding[] = [];
  const { spot, deadlineSeconds = Infinity } = job;
  if (spot && ofTask > MUCH_LONGER * (job.startupSeconds + chunkSeconds)) {
    findings.push(
      warn(
        `A chunk of “${job.id}” is ${formatSeconds(chunkSeconds)} of work, but takes about ${formatSeconds(ofTask)} on machines that are taken away every ${formatSeconds(spot.meanSeconds)} on average: ${job.checkpoint ? 'write checkpoints more often, or make' : 'add checkpoints, or make'} the chunks smaller.`,
      ),
    );
  }
  const run = `A run of “${job.id}” takes about ${formatSeconds(makespanSeconds)}`;
  if (makespanSeconds >= everySeconds) {
    findings.push(
      warn(`${run}, but the next is due after ${formatSeconds(everySeconds)}: ${overrun[job.concurrencyPolicy]}`),
    );
  }
  if (makespanSeconds > deadlineSeconds) {
    findings.push(
      warn(`${run}, longer than its deadline of ${formatSeconds(deadlineSeconds)}: every run is late. Add workers.`),
    );
  }
  return findings;
}
