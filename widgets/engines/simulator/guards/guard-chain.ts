import type { CallGuard } from '../calls/call-guard.ts';
import { OUTCOME } from '../calls/outcome.ts';
import type { Model } from '../model.ts';
import type { Figure } from '../statistics/figures.ts';

/** Several guards in a row: a call is sent when all let it through, and those that did hear that it was called off when a later one does not. Calls can wait at the first. */
export class GuardChain implements CallGuard {
  /** Of the guard that refused last. */
  refusal: number = OUTCOME.rejected;
  readonly #guards: readonly CallGuard[];
  readonly #first: CallGuard;
  #isFirstRefusing = false;

  constructor(guards: readonly CallGuard[]) {
    this.#guards = guards;
    this.#first = guards[0]!;
  }

  get longestWaitSeconds(): number {
    return this.#first.longestWaitSeconds ?? 0;
  }

  admits(model: Model, request?: number): boolean {
    const guards = this.#guards;
    for (let i = 0; i < guards.length; i++) {
      if (guards[i]!.admits(model, request)) continue;
      this.refusal = guards[i]!.refusal ?? OUTCOME.rejected;
      this.#isFirstRefusing = i === 0;
      for (let j = i - 1; j >= 0; j--) guards[j]!.ended(model, OUTCOME.cancelled, 0);
      return false;
    }
    return true;
  }

  queues(model: Model, request: number): boolean {
    return this.#isFirstRefusing && (this.#first.queues?.(model, request) ?? false);
  }

  isWaiting(request: number): boolean {
    return this.#first.isWaiting?.(request) ?? false;
  }

  leaves(model: Model, request: number): void {
    this.#first.leaves?.(model, request);
  }

  ended(model: Model, outcome: number, seconds: number): void {
    for (let i = 0; i < this.#guards.length; i++) this.#guards[i]!.ended(model, outcome, seconds);
  }

  start(model: Model): void {
    for (const guard of this.#guards) guard.start?.(model);
  }

  grow(capacity: number): void {
    for (const guard of this.#guards) guard.grow?.(capacity);
  }

  figures(measuredSeconds: number): readonly Figure[] {
    return this.#guards.flatMap((guard) => guard.figures(measuredSeconds));
  }
}
