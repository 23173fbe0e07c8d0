import { TimeTally } from './time-tally.ts';

/** Outcomes of a request that is turned away, as indexes into the counts; who timed out is counted apart. */
export const DROP = { rejected: 0, throttled: 1, failed: 2, timedOut: 3 } as const;

/** Counts of whole requests that were created after the warm-up, and the sojourn time of those answered. */
export class RequestStatistics {
  offered = 0;
  completed = 0;
  timedOut = 0;
  readonly dropped = new Float64Array(3);
  /** Requests answered after the warm-up, whenever they were created: what throughput counts. */
  answeredAfterWarmUp = 0;
  sojourn: TimeTally;
  /** False when `sojourn` is kept by somebody else. */
  keepsSojourn = true;

  constructor(warmUpSeconds: number, durationSeconds: number) {
    this.sojourn = new TimeTally(warmUpSeconds, durationSeconds);
  }

  /** The times in the system are those in the one station that there is, which keeps them already. */
  shareSojourn(tally: TimeTally): void {
    this.sojourn = tally;
    this.keepsSojourn = false;
  }
}
