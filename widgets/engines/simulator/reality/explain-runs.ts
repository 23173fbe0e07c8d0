import type { PlannedRun } from './compare-runs.ts';
import { countedLatencies, meanOf, relativeError, sortedQuantile } from './figures.ts';
import { runOnPaper } from './on-paper.ts';

/** Where an error comes from; null where nothing was observed. */
export interface Explanation {
  /** Median over the batches of the model's own time in the run, relative to the curve's for its size; 1.1 is 10 % slower than it was measured before. */
  readonly modelSlowdown: number | null;
  /** Median over the batches of what came on top of the model's own time while the server was taken, in seconds. */
  readonly messageSeconds: number | null;
  /** How late requests were sent, in seconds. */
  readonly sentLateP50Seconds: number | null;
  readonly sentLateP95Seconds: number | null;
  /** Share of the requests that were sent more than a millisecond late: their sender had to wait for a processor, and so has the model at such times. */
  readonly sentLateShare: number | null;
  /**
   * Error of the mean that is left when the prediction is given the times that the run's own batches took: what late timers and the rules of queue and
   * batching account for. The rest of the error is batches having taken other times than were measured.
   */
  readonly meanErrorWithRunsTimes: number | null;
}

/** Timers are late by a tenth of this on a free processor. */
const LATE_SECONDS = 0.001;

const sorted = (values: Iterable<number>) => Float64Array.from(values).sort();

/** What the run's own batches took, size by size in their order; on paper there may be a few more of a size than there were, or a size of its own. */
function timesBySize({ plan, record }: PlannedRun, taken: readonly number[]): (size: number) => number {
  const ofSize = new Map<number, number[]>();
  record.batchSizes.forEach((count, batch) => {
    const size = plan.policy.paddedSize?.(count) ?? count;
    const times = ofSize.get(size);
    if (times) times.push(taken[batch]!);
    else ofSize.set(size, [taken[batch]!]);
  });
  const used = new Map<number, number>();
  return (size) => {
    const times = ofSize.get(size) ?? taken;
    const place = used.get(size) ?? 0;
    used.set(size, place + 1);
    return times[place % times.length] ?? 0;
  };
}

/** `secondsOf` is the measured time of a batch of so many requests, `delaySeconds` that of `Overhead`. */
export function explainRuns(
  runs: readonly PlannedRun[],
  secondsOf: (size: number) => number,
  delaySeconds: number,
): Explanation {
  const slowdowns: number[] = [];
  const messages: number[] = [];
  const late: number[] = [];
  const onPaper: number[] = [];
  const observed: number[] = [];
  for (const { plan, record } of runs) {
    const taken = record.batchEndedSeconds.map((ended, batch) => ended - record.batchStartedSeconds[batch]!);
    record.modelSeconds.forEach((seconds, batch) => {
      const size = record.batchSizes[batch]!;
      slowdowns.push(seconds / secondsOf(plan.policy.paddedSize?.(size) ?? size));
      messages.push(taken[batch]! - seconds);
    });
    for (const seconds of record.sentLateSeconds) if (!Number.isNaN(seconds)) late.push(seconds);
    const ofSize = timesBySize({ plan, record }, taken);
    onPaper.push(
      ...countedLatencies(
        plan,
        runOnPaper(plan, (_, size) => ofSize(size)),
      ),
    );
    observed.push(...countedLatencies(plan, record));
  }
  const mean = meanOf(onPaper);
  const lateSorted = sorted(late);
  return {
    modelSlowdown: sortedQuantile(sorted(slowdowns), 0.5),
    messageSeconds: sortedQuantile(sorted(messages), 0.5),
    sentLateP50Seconds: sortedQuantile(lateSorted, 0.5),
    sentLateP95Seconds: sortedQuantile(lateSorted, 0.95),
    sentLateShare: late.length === 0 ? null : late.filter((seconds) => seconds > LATE_SECONDS).length / late.length,
    meanErrorWithRunsTimes: relativeError(mean === null ? null : mean + delaySeconds, meanOf(observed)),
  };
}
