import type { ServiceCurvePoint } from '../../kit/service-curve.ts';
import type { Clock } from './clock.ts';
import { median, quantile } from './quantile.ts';

/** Single calls are believed only where their median is so many steps of the clock. */
export const singleStepsMinimum = 20;
/** Fewest single calls behind a 95th percentile: with fewer it would be the largest of them. */
export const singlesMinimum = 20;

/** The timings of one batch size, gathered block by block. */
export class TimedSize {
  readonly batchSize: number;
  readonly callsPerBlock: number;
  /** Shortest time of a block, in seconds. */
  readonly blockSeconds: number;
  readonly timesSingles: boolean;
  /** Mean time of a call in each block, in seconds. */
  readonly blockMeans: number[] = [];
  /** Times of single calls, in seconds; empty where the clock is too coarse. */
  readonly singles: number[] = [];
  #runs = 0;

  constructor(batchSize: number, callsPerBlock: number, blockSeconds: number, timesSingles: boolean) {
    this.batchSize = batchSize;
    this.callsPerBlock = callsPerBlock;
    this.blockSeconds = blockSeconds;
    this.timesSingles = timesSingles;
  }

  /** The same batch size with nothing timed yet. */
  empty(): TimedSize {
    return new TimedSize(this.batchSize, this.callsPerBlock, this.blockSeconds, this.timesSingles);
  }

  /**
   * Times one block: the planned calls, and as many again as it takes where they turn out faster than planned.
   * Where single calls are long against the clock's step, the clock is also read after each.
   */
  async timeBlock(clock: Clock, run: (batchSize: number) => Promise<void>): Promise<void> {
    const started = clock();
    let last = started;
    let calls = 0;
    do {
      for (let call = 0; call < this.callsPerBlock; call++) {
        await run(this.batchSize);
        if (!this.timesSingles) continue;
        const now = clock();
        this.singles.push(now - last);
        last = now;
      }
      calls += this.callsPerBlock;
    } while (clock() - started < this.blockSeconds);
    this.blockMeans.push((clock() - started) / calls);
    this.#runs += calls;
  }

  /** The single calls, or null where they are below the clock's resolution or too few for a percentile. */
  singlesAbove(clockStepSeconds: number): readonly number[] | null {
    if (this.singles.length < singlesMinimum) return null;
    return median(this.singles) >= singleStepsMinimum * clockStepSeconds ? this.singles : null;
  }

  point(clockStepSeconds: number): ServiceCurvePoint {
    const singles = this.singlesAbove(clockStepSeconds);
    return {
      batchSize: this.batchSize,
      medianSeconds: median(this.blockMeans),
      p95Seconds: singles ? quantile(singles, 0.95) : null,
      runs: this.#runs,
    };
  }
}
