import type { ComponentOf } from '../scenario.ts';

/** Events of a crash and what follows: session timeout, heartbeats, rebalance timeout, restart, next crash. */
const EVENTS_PER_CRASH = 6;
/** Of a failure of a job: notice, restart, next failure. */
const EVENTS_PER_FAILURE = 3;

/** Events per second that the clocks and failures of a stream processor add to a run: watermarks, barriers, triggers, commits, crashes. */
export function streamEventsPerSecond(component: ComponentOf<'streamProcessor'>): number {
  const { consumers, windows, processing, commit, group } = component;
  const watermarks = windows ? 1 / windows.watermarkIntervalSeconds : 0;
  const barriers = processing?.mode === 'checkpointed' ? 2 / processing.intervalSeconds : 0;
  const triggers = processing?.mode === 'microBatch' ? 1 / (processing.triggerSeconds ?? Infinity) : 0;
  const commits = commit && 'intervalSeconds' in commit ? consumers / commit.intervalSeconds : 0;
  const crashes = (EVENTS_PER_CRASH * consumers) / (group?.crashMeanSeconds ?? Infinity);
  const failures = EVENTS_PER_FAILURE / (processing?.failureMeanSeconds ?? Infinity);
  return watermarks + barriers + triggers + commits + crashes + failures;
}

/** Records of a batch without a bound: with more, the fixed part of a call no longer counts. */
const LARGEST_BATCH = 1e6;

/**
 * Records of one consumer in the largest micro-batch that there may be. Batches that end after the next trigger are followed at once by larger ones, so a
 * backlog is worked off in the largest: only then does the lag grow without end.
 */
export function largestMicroBatch(
  { maxRecordsPerBatch = Infinity }: { readonly maxRecordsPerBatch?: number | undefined },
  consumers: number,
): number {
  return Math.min(LARGEST_BATCH, Math.max(1, Math.floor(maxRecordsPerBatch / consumers)));
}
