import type { CallGuard } from '../calls/call-guard.ts';
import { OUTCOME } from '../calls/outcome.ts';
import type { Model } from '../model.ts';
import type { BuildContext } from '../station.ts';
import type { Figure } from '../statistics/figures.ts';
import { BREAKER, type Breaker } from './breaker.ts';

/** A circuit breaker at the client of a call. Whatever is not an answer is a failure. */
export class BreakerGuard implements CallGuard {
  readonly refusal = OUTCOME.rejected;
  readonly #breaker: Breaker;
  readonly #warmUpSeconds: number;
  readonly #durationSeconds: number;
  #refused = 0;
  #openings = 0;
  #openingsSeen = 0;
  /** When it left the closed state; NaN while it is closed. */
  #notClosedSince = Number.NaN;
  #notClosedSeconds = 0;

  constructor(breaker: Breaker, { warmUpSeconds, durationSeconds }: BuildContext) {
    this.#breaker = breaker;
    this.#warmUpSeconds = warmUpSeconds;
    this.#durationSeconds = durationSeconds;
  }

  admits({ now }: Model): boolean {
    const isAdmitted = this.#breaker.admits(now);
    if (!isAdmitted && now >= this.#warmUpSeconds) this.#refused++;
    this.#note(now);
    return isAdmitted;
  }

  ended({ now }: Model, outcome: number, seconds: number): void {
    if (outcome === OUTCOME.cancelled) this.#breaker.cancelled(now);
    else this.#breaker.ended(now, outcome !== OUTCOME.ok, seconds);
    this.#note(now);
  }

  /** Looks at what the last call has made of the breaker. */
  #note(now: number): void {
    const { openings, openedAt, state } = this.#breaker;
    if (openings > this.#openingsSeen) {
      this.#openingsSeen = openings;
      if (openedAt >= this.#warmUpSeconds) this.#openings++;
      if (Number.isNaN(this.#notClosedSince)) this.#notClosedSince = openedAt;
    }
    if (state === BREAKER.closed && !Number.isNaN(this.#notClosedSince)) {
      this.#notClosedSeconds += this.#measured(now);
      this.#notClosedSince = Number.NaN;
    }
  }

  #measured(until: number): number {
    return Math.max(0, until - Math.max(this.#notClosedSince, this.#warmUpSeconds));
  }

  figures(measuredSeconds: number): readonly Figure[] {
    const underWay = Number.isNaN(this.#notClosedSince) ? 0 : this.#measured(this.#durationSeconds);
    return [
      { path: 'breaker.openings', sum: this.#openings },
      { path: 'breaker.refused', sum: this.#refused },
      { path: 'breaker.notClosedFraction', sum: this.#notClosedSeconds + underWay, per: measuredSeconds },
    ];
  }
}
