import { defineEvent, RANK } from '../event.ts';
import type { Model } from '../model.ts';
import type { BuildContext, Station } from '../station.ts';
import type { Figure } from '../statistics/figures.ts';
import type { HedgePolicy } from './hedging/hedge-policy.ts';

const hedgeDue = defineEvent('hedgeDue', RANK.control, (model, station, request) =>
  (model.stations[station] as unknown as Hedger).hedges!.due(model, request),
);

const NO_EVENT = -1;

/** Who sends the copies. */
export interface Hedger extends Station {
  readonly hedges: Hedges | undefined;
  sendCopy(model: Model, request: number): void;
}

/** When copies of the calls of one caller are due, and what came of them. */
export class Hedges {
  readonly policy: HedgePolicy;
  readonly #caller: Hedger;
  readonly #warmUpSeconds: number;
  /** By call: copies sent, when the attempt went out that they are copies of, and the event of the next one. */
  #copies = new Uint8Array(0);
  #since = new Float64Array(0);
  #events = new Float64Array(0);
  #sent = 0;
  #won = 0;

  constructor(policy: HedgePolicy, caller: Hedger, { warmUpSeconds }: BuildContext) {
    this.policy = policy;
    this.#caller = caller;
    this.#warmUpSeconds = warmUpSeconds;
  }

  begin(request: number): void {
    this.#copies[request] = 0;
    this.#events[request] = NO_EVENT;
  }

  /** An attempt that is no copy is about to be sent: a copy follows if it is not answered in time. */
  watch(model: Model, request: number): void {
    this.#since[request] = model.now;
    this.#await(model, request);
  }

  #await(model: Model, request: number): void {
    if (this.#copies[request]! >= this.policy.maximum) return;
    const after = this.policy.afterSeconds();
    if (after < Infinity)
      this.#events[request] = model.schedule(hedgeDue, model.now + after, this.#caller.index, request);
  }

  due(model: Model, request: number): void {
    this.#events[request] = NO_EVENT;
    this.#caller.sendCopy(model, request);
  }

  /** A copy is about to be sent. */
  sent(model: Model, request: number): void {
    this.#copies[request]!++;
    if (model.now >= this.#warmUpSeconds) this.#sent++;
    this.#await(model, request);
  }

  /**
   * The call was answered, by a copy or not. Its time counts from the first attempt, not from the copy: so many calls take longer than the moment at
   * which copies are sent as would without them, and a percentile of what is seen does not drift.
   */
  answered(model: Model, request: number, isCopy: boolean): void {
    const since = this.#since[request]!;
    this.policy.answered(model.now - since);
    if (isCopy && since >= this.#warmUpSeconds) this.#won++;
  }

  /** No copy is due any more. */
  stop(model: Model, request: number): void {
    if (this.#events[request]! !== NO_EVENT) model.cancel(this.#events[request]!);
    this.#events[request] = NO_EVENT;
  }

  grow(capacity: number): void {
    const copies = new Uint8Array(capacity);
    copies.set(this.#copies);
    this.#copies = copies;
    const since = new Float64Array(capacity);
    since.set(this.#since);
    this.#since = since;
    const events = new Float64Array(capacity).fill(NO_EVENT);
    events.set(this.#events);
    this.#events = events;
  }

  figures(requests: number): readonly Figure[] {
    return [
      { path: 'hedges.sent', sum: this.#sent },
      { path: 'hedges.fraction', sum: this.#sent, per: requests },
      { path: 'hedges.won', sum: this.#won },
    ];
  }
}
