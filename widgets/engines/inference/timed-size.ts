import type { ServiceCurvePoint } from '../../kit/service-curve.ts';
import type { Clock } from './clock.ts';
import { median, quantile } from './quantile.ts';

/** Single calls are believed only where their median is so many steps of the clock. */
export const singleStepsMinimum = 20;
/** Fewest single calls behind a 95th percentile: with fewer it would be the largest of them. */
export const singlesMinimum = 20;
/** Fewest single calls behind a 99th percentile. */
const singlesMinimum99 = 1000;
/** Fewest blocks behind a median. */
export const blockMinimum = 5;
/** A batch size is timed for so long, in seconds, and so many calls, unless it takes longer than the limit, in seconds. */
const secondsMinimum = 0.3;
/** Its repeat for the drift is timed for so long: fewer blocks would show the moment rather than the device. */
const repeatSecondsMinimum = 1;
const runsMinimum = 30;
const secondsLimit = 2.5;

/** What is timed: one model with one batch size. */
export interface TimedCall {
  /** Id of the model. */
  readonly model: string;
  readonly batchSize: number;
  /** One call: fresh input tensor, run, output read. */
  readonly run: () => Promise<void>;
}

/** How blocks of a call are timed, as the warm-up found it. */
export interface BlockPlan {
  readonly callsPerBlock: number;
  /** Shortest time of a block, in seconds. */
  readonly blockSeconds: number;
  readonly timesSingles: boolean;
}

/** The timings of one model with one batch size, gathered block by block. */
export class TimedSize {
  readonly call: TimedCall;
  readonly plan: BlockPlan;
  /** Mean time of a call in each block, in seconds. */
  readonly blockMeans: number[] = [];
  /** Times of single calls, in seconds; empty where the clock is too coarse. */
  readonly singles: number[] = [];
  #runs = 0;
  #seconds = 0;
  readonly #leastSeconds: number;

  constructor(call: TimedCall, plan: BlockPlan, leastSeconds: number = secondsMinimum) {
    this.call = call;
    this.plan = plan;
    this.#leastSeconds = leastSeconds;
  }

  /** The same call with nothing timed yet, to be timed once more at the end. */
  repeat(): TimedSize {
    return new TimedSize(this.call, this.plan, repeatSecondsMinimum);
  }

  /**
   * Times one block: the planned calls, and as many again as it takes where they turn out faster than planned.
   * Where single calls are long against the clock's step, the clock is also read after each.
   */
  async timeBlock(clock: Clock): Promise<void> {
    const { callsPerBlock, blockSeconds, timesSingles } = this.plan;
    const { run } = this.call;
    const started = clock();
    let last = started;
    let calls = 0;
    do {
      for (let call = 0; call < callsPerBlock; call++) {
        await run();
        if (!timesSingles) continue;
        const now = clock();
        this.singles.push(now - last);
        last = now;
      }
      calls += callsPerBlock;
    } while (clock() - started < blockSeconds);
    const seconds = clock() - started;
    this.blockMeans.push(seconds / calls);
    this.#runs += calls;
    this.#seconds += seconds;
  }

  /** Share of the least timing that is done, from 0 to 1: five blocks, and 0.3 s (of a repeat 1 s) with 30 calls or, of a slow model, 2.5 s. */
  get share(): number {
    const enough = Math.min(this.#seconds / this.#leastSeconds, this.#runs / runsMinimum);
    return Math.min(1, this.blockMeans.length / blockMinimum, Math.max(enough, this.#seconds / secondsLimit));
  }

  /** True when a slow model has had its time: more rounds would be spent on nothing else. */
  get isSpent(): boolean {
    return this.#seconds >= secondsLimit && this.blockMeans.length >= blockMinimum;
  }

  /** The single calls, or null where they are below the clock's resolution or too few for a percentile. */
  singlesAbove(clockStepSeconds: number): readonly number[] | null {
    if (this.singles.length < singlesMinimum) return null;
    return median(this.singles) >= singleStepsMinimum * clockStepSeconds ? this.singles : null;
  }

  point(clockStepSeconds: number): ServiceCurvePoint {
    const singles = this.singlesAbove(clockStepSeconds);
    return {
      batchSize: this.call.batchSize,
      medianSeconds: median(this.blockMeans),
      p95Seconds: singles ? quantile(singles, 0.95) : null,
      p99Seconds: singles && singles.length >= singlesMinimum99 ? quantile(singles, 0.99) : null,
      runs: this.#runs,
    };
  }
}
