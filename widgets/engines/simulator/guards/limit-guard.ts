import type { CallGuard, GuardedCaller } from '../calls/call-guard.ts';
import { OUTCOME } from '../calls/outcome.ts';
import type { Model } from '../model.ts';
import type { BuildContext } from '../station.ts';
import type { Figure } from '../statistics/figures.ts';
import type { CallLimits } from './call-limit.ts';
import { CallLine } from './call-line.ts';

/** A limit of the calls that a client has under way. A call that ends hands its place to the one that has waited longest. */
export class LimitGuard implements CallGuard {
  readonly refusal = OUTCOME.rejected;
  readonly longestWaitSeconds: number;
  readonly #limits: CallLimits;
  readonly #caller: GuardedCaller;
  readonly #warmUpSeconds: number;
  readonly #line = new CallLine();
  /** By request: 1 when a place is kept for it. */
  #isPlaced = new Uint8Array(0);
  #underWay = 0;
  #mostUnderWay = 0;
  #refused = 0;
  #waited = 0;
  #waitedSeconds = 0;

  constructor(limits: CallLimits, caller: GuardedCaller, { warmUpSeconds }: BuildContext) {
    this.longestWaitSeconds = limits.longestWaitSeconds;
    this.#limits = limits;
    this.#caller = caller;
    this.#warmUpSeconds = warmUpSeconds;
  }

  admits({ now }: Model, request?: number): boolean {
    if (request !== undefined && this.#isPlaced[request] === 1) {
      this.#isPlaced[request] = 0;
      return true;
    }
    if (this.#underWay >= this.#limits.parallel) {
      const isRefused = request === undefined || this.#line.count >= this.#limits.waitingPlaces;
      if (isRefused && now >= this.#warmUpSeconds) this.#refused++;
      return false;
    }
    this.#underWay++;
    if (now >= this.#warmUpSeconds) this.#mostUnderWay = Math.max(this.#mostUnderWay, this.#underWay);
    return true;
  }

  queues({ now }: Model, request: number): boolean {
    if (this.#line.count >= this.#limits.waitingPlaces) return false;
    this.#line.push(request, now);
    return true;
  }

  isWaiting(request: number): boolean {
    return this.#line.has(request);
  }

  leaves(model: Model, request: number): void {
    if (this.#line.has(request)) {
      this.#line.remove(request);
      this.#note(model, request);
    } else if (this.#isPlaced[request] === 1) {
      this.#isPlaced[request] = 0;
      this.#handOn(model);
    }
  }

  ended(model: Model): void {
    this.#handOn(model);
  }

  #handOn(model: Model): void {
    if (this.#line.count === 0) {
      this.#underWay--;
      return;
    }
    const request = this.#line.take();
    this.#note(model, request);
    this.#isPlaced[request] = 1;
    this.#caller.mayGo(model, request);
  }

  #note({ now }: Model, request: number): void {
    const since = this.#line.sinceOf(request);
    if (since < this.#warmUpSeconds) return;
    this.#waited++;
    this.#waitedSeconds += now - since;
  }

  grow(capacity: number): void {
    const before = this.#isPlaced;
    this.#isPlaced = new Uint8Array(capacity);
    this.#isPlaced.set(before);
    this.#line.grow(capacity);
  }

  figures(): readonly Figure[] {
    return [
      { path: 'limit.refused', sum: this.#refused },
      { path: 'limit.mostUnderWay', maximum: this.#mostUnderWay },
      { path: 'limit.waited', sum: this.#waited },
      { path: 'limit.meanWaitSeconds', sum: this.#waitedSeconds, per: this.#waited },
    ];
  }
}
