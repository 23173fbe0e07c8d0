import type { CallGuard } from '../calls/call-guard.ts';
import { OUTCOME } from '../calls/outcome.ts';
import type { Model } from '../model.ts';
import type { RandomStream } from '../random.ts';
import type { BuildContext } from '../station.ts';
import type { Figure } from '../statistics/figures.ts';
import type { Throttle } from './throttle.ts';

/** A throttle at the client of a call. A call that the other side worked on was accepted, whether it succeeded or failed there. */
export class ThrottleGuard implements CallGuard {
  readonly refusal = OUTCOME.throttled;
  readonly #throttle: Throttle;
  readonly #stream: RandomStream;
  readonly #warmUpSeconds: number;
  #asked = 0;
  #heldBack = 0;

  constructor(throttle: Throttle, context: BuildContext) {
    this.#throttle = throttle;
    this.#stream = context.stream('throttle');
    this.#warmUpSeconds = context.warmUpSeconds;
  }

  admits({ now }: Model): boolean {
    const isAdmitted = this.#throttle.admits(now, this.#stream.uniform());
    if (now < this.#warmUpSeconds) return isAdmitted;
    this.#asked++;
    if (!isAdmitted) this.#heldBack++;
    return isAdmitted;
  }

  ended({ now }: Model, outcome: number): void {
    this.#throttle.ended(now, outcome === OUTCOME.ok || outcome === OUTCOME.failed);
  }

  figures(): readonly Figure[] {
    return [
      { path: 'throttle.heldBack', sum: this.#heldBack },
      { path: 'throttle.heldBackFraction', sum: this.#heldBack, per: this.#asked },
    ];
  }
}
