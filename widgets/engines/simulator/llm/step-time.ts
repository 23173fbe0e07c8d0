import type { StepScheduler } from './step-scheduler.ts';

/** The four constants of the time of a step, in seconds. */
export interface StepTime {
  /** Whatever is in the step: reading the weights once, launching the kernels. */
  readonly baseSeconds: number;
  readonly prefillSecondsPerToken: number;
  readonly decodeSecondsPerSequence: number;
  /** Reading keys and values: per token in the cache of the sequences in the step. */
  readonly contextSecondsPerToken: number;
}

/**
 * Seconds of the planned step: t0 + kp · prefill tokens + kd · decoding sequences + ka · context tokens. Slipway's convention, since measured steps are
 * nearly linear in what they hold (splitwise-sim data/perf_model.csv).
 */
export function stepSeconds(time: StepTime, plan: StepScheduler): number {
  return (
    time.baseSeconds +
    time.prefillSecondsPerToken * plan.prefillTokens +
    time.decodeSecondsPerSequence * plan.decodeSequences +
    time.contextSecondsPerToken * plan.contextTokens
  );
}
