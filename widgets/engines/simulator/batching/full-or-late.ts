import { snap } from '../snap.ts';
import type { BatchingPolicy } from './batching-policy.ts';

/**
 * A batch goes when it is full, or when the delay has passed since the clock of the mode started. The end of the delay is one and the same sum in both
 * questions, so that the timer's own moment counts as late enough whatever the rounding.
 */
export function fullOrLate(largest: number, delaySeconds: number, clock: BatchingPolicy['clock']): BatchingPolicy {
  const endOf = (clockStartedAt: number) => (delaySeconds === 0 ? clockStartedAt : snap(clockStartedAt + delaySeconds));
  return {
    maxBatchSize: largest,
    clock,
    sizeToStart: (waiting, clockStartedAt, now) =>
      waiting >= largest ? largest : endOf(clockStartedAt) <= now ? waiting : 0,
    askAgainAt: endOf,
  };
}
