import type { Model } from '../model.ts';
import type { Figure } from '../statistics/figures.ts';

/**
 * Decides at the caller whether a call may be made at all: a circuit breaker, a client-side throttle, a bulkhead, a rate limiter. A guard that stands
 * in the way ends the attempt before it is sent; no server sees it.
 */
export interface CallGuard {
  /** True when an attempt may be sent now. Called once per attempt, right before it is sent; `request` is the call, left out for a copy, which never waits. */
  admits(model: Model, request?: number): boolean;
  /** An attempt that was admitted has ended, `seconds` after it was sent: `outcome` is one of `OUTCOME`. Called for the cancelled ones, too. */
  ended(model: Model, outcome: number, seconds: number): void;
  /** How a call counts that the guard does not admit; `OUTCOME.rejected` when left out. */
  readonly refusal?: number;
  /** Called once when all stations exist: schedule the first tick. */
  start?(model: Model): void;
  /** Asked after `admits` has said no: true when the call waits here instead. It then goes when the caller hears `mayGo`, or `leaves`. */
  queues?(model: Model, request: number): boolean;
  /** True while a call waits: not any more once it may go. */
  isWaiting?(request: number): boolean;
  /** A call that waits, or that may go, goes nowhere. Nothing happens for any other. */
  leaves?(model: Model, request: number): void;
  /** Longest wait of a call; Infinity when only its own deadline ends it. */
  readonly longestWaitSeconds?: number;
  grow?(capacity: number): void;
  /** What the guard adds to the result of its caller. `measuredSeconds` is the time after the warm-up. */
  figures(measuredSeconds: number): readonly Figure[];
}

/** Who is told that a call may go that waited at a guard: not at once, because the station that ended another call may be in the middle of a step. */
export interface GuardedCaller {
  mayGo(model: Model, request: number): void;
}
