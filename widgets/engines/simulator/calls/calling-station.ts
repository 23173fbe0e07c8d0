import { defineEvent, RANK } from '../event.ts';
import { discard, drop, passOn, respond, travel } from '../flow.ts';
import type { Model } from '../model.ts';
import type { RandomStream } from '../random.ts';
import { NO_REQUEST, ON_NOBODYS_BEHALF } from '../request-pool.ts';
import type { Router } from '../router.ts';
import { snapAfter } from '../snap.ts';
import { type BuildContext, Station } from '../station.ts';
import { Deadlines, type Impatient } from '../stations/deadlines.ts';
import type { Target } from '../components/component-kind.ts';
import type { Figure } from '../statistics/figures.ts';
import { inheritDraws, redrawFor } from './attempt-draws.ts';
import { CallTally } from './call-tally.ts';
import { OUTCOME } from './outcome.ts';

// A later call is an arrival: it comes after everything that ends at its instant, also without a pause.
const laterCall = defineEvent('laterCall', RANK.arrival, (model, station, request) =>
  (model.stations[station] as CallingStation).laterCallDue(model, request),
);
// Not at once: the station that holds the attempt may be in the middle of the very step that ended its sibling.
const attemptCancelled = defineEvent('attemptCancelled', RANK.control, (model, serial, attempt) => {
  const { requests } = model;
  const holder = requests.holder[attempt]!;
  if (requests.isLive[attempt] === 1 && requests.serial[attempt]! % SERIALS === serial && holder >= 0)
    model.stations[holder]!.askerLeft(model, attempt);
});

/** Serial numbers are told apart in an event's whole number. */
const SERIALS = 2 ** 31;
const NO_EVENT = -1;

/**
 * A station that holds a request (the parent) and calls other stations on its behalf. What it sends are attempts: requests of their own on the way,
 * counted by the caller and never among the requests of the run. The first attempt carries what its parent drew at its creation, so that one policy
 * and another serve the same work; later ones draw from a stream of the caller's own.
 */
export abstract class CallingStation extends Station implements Impatient {
  readonly deadlines: Deadlines;
  protected readonly calls: CallTally;
  readonly #redraws: RandomStream;
  readonly #perTrySeconds: number;
  /** Attempts that are sent before have no timeout of their own. */
  readonly #patientUntilSeconds: number;
  /** By parent: its first attempt under way, how many, and the event of its later call. By attempt: the next attempt of the same parent. */
  #first = new Int32Array(0);
  #underWay = new Int32Array(0);
  #later = new Float64Array(0);
  #sibling = new Int32Array(0);

  constructor(
    settings: { id: string; kind: string; to?: Target | undefined },
    context: BuildContext,
    {
      perTryTimeoutSeconds = Infinity,
      patientUntilSeconds = 0,
    }: { readonly perTryTimeoutSeconds?: number | undefined; readonly patientUntilSeconds?: number } = {},
  ) {
    super(settings, context);
    this.deadlines = new Deadlines(context.index);
    this.calls = new CallTally(context);
    this.#redraws = context.stream('redraws');
    this.#perTrySeconds = perTryTimeoutSeconds;
    this.#patientUntilSeconds = patientUntilSeconds;
  }

  override start(model: Model): void {
    model.requests.carryCalls();
    model.isAnswered[this.index] = 1;
  }

  /**
   * An attempt has ended. `parent` is the request behind it, or `ON_NOBODYS_BEHALF` for one that was detached. Answer the parent, give it up or call
   * `callLater`; never send another attempt from here, because the station that ended this one may be in the middle of a step.
   */
  protected abstract attemptEnded(model: Model, parent: number, attempt: number, outcome: number): void;

  /** The time that was given to `callLater` is over and the parent is still here. */
  protected callAgain(_model: Model, _parent: number): void {}

  /** A held request is about to be answered, given up or to go with its asker: its timers stop. */
  protected released(_model: Model, _request: number): void {}

  /** Where `signals.tellCallers` was called: an attempt begins to be served. Where its parent is an attempt itself, that one's caller hears of it, too. */
  attemptStarted(model: Model, attempt: number): void {
    const { requests } = model;
    const parent = requests.parent[attempt]!;
    if (parent < 0 || !requests.isAttempt(parent)) return;
    (model.stations[requests.source[parent]!] as CallingStation).attemptStarted(model, parent);
  }

  // What a subclass does with parents.

  /** Takes a request in: from now on its sojourn here counts. False when who asked has left already: then it is gone. */
  protected hold(model: Model, request: number): boolean {
    const { requests, now } = model;
    this.statistics.arrived(now);
    if (requests.isAbandoned(request)) {
      discard(model, this, request);
      return false;
    }
    requests.enqueuedAt[request] = now;
    requests.holder[request] = this.index;
    this.statistics.entered(now);
    this.statistics.started(now, now);
    if (model.signals.isHeard) model.signals.started(model, this, request);
    this.#first[request] = NO_REQUEST;
    this.#underWay[request] = 0;
    this.#later[request] = NO_EVENT;
    return true;
  }

  /** True while the request is held here. */
  protected isHeld(model: Model, request: number): boolean {
    return model.requests.holder[request] === this.index;
  }

  /** Answers a held request: back to who asked, over the links that it crossed. Attempts still under way are cancelled. */
  protected answerHeld(model: Model, request: number): void {
    this.#letServed(model, request);
    respond(model, request);
  }

  /** Sends a held request on along its own way, as a station that is done with it. Attempts still under way are cancelled. */
  protected passHeldOn(model: Model, request: number): void {
    this.#letServed(model, request);
    passOn(model, this, request);
  }

  /** Ends a held request without an answer; `outcome` is one of `DROP`. Attempts still under way are cancelled. */
  protected giveHeldUp(model: Model, request: number, outcome: number): void {
    this.#letGo(model, request);
    this.statistics.brokenOff(model.now);
    drop(model, this, request, outcome, model.requests.enqueuedAt[request]!);
  }

  #letServed(model: Model, request: number): void {
    this.#letGo(model, request);
    this.statistics.left(model.now, model.requests.enqueuedAt[request]!);
    if (model.signals.isHeard) model.signals.left(model, this, request);
  }

  #letGo(model: Model, request: number): void {
    model.requests.holder[request] = NO_REQUEST;
    this.#cancelLater(model, request);
    this.released(model, request);
    while (this.#first[request] !== NO_REQUEST) this.cancelAttempt(model, this.#first[request]!);
  }

  /** Who asked has left: what was sent for it is cancelled, and it is gone. A server that does not take work back finishes it as a zombie. */
  override askerLeft(model: Model, request: number): void {
    this.#letGo(model, request);
    this.statistics.brokenOff(model.now);
    discard(model, this, request);
  }

  // What a subclass does with attempts.

  /** Attempts of a parent that are under way. */
  protected underWay(parent: number): number {
    return this.#underWay[parent]!;
  }

  /**
   * Brings an attempt into being; `sendAttempt` sends it. In between, write your own columns: it may be turned away before `sendAttempt` returns.
   * `isSame` makes it the same work on the same way as its parent drew; otherwise it draws anew.
   */
  protected createAttempt(model: Model, parent: number, isSame: boolean): number {
    const { requests } = model;
    const attempt = requests.createAttempt(model.now, this.index, parent);
    this.#sibling[attempt] = this.#first[parent]!;
    this.#first[parent] = attempt;
    this.#underWay[parent]!++;
    if (isSame) inheritDraws(model, this, parent, attempt);
    else redrawFor(model, this, attempt, this.#redraws);
    this.calls.sent(model.now);
    return attempt;
  }

  /** Sends an attempt out by `router`: the ways of `to`, unless the station has others. */
  protected sendAttempt(model: Model, attempt: number, router: Router = this.router): void {
    const { requests } = model;
    const limit = model.now < this.#patientUntilSeconds ? Infinity : snapAfter(model.now, this.#perTrySeconds);
    if (limit < requests.deadline[attempt]!) {
      requests.deadline[attempt] = limit;
      this.deadlines.add(model, attempt, limit);
    }
    travel(model, router, router.choose(attempt), attempt);
  }

  /** Nobody waits for this attempt any more, its end is not heard; a server that takes work back does. */
  protected cancelAttempt(model: Model, attempt: number): void {
    const { requests } = model;
    this.endAttempt(model, attempt, OUTCOME.cancelled);
    requests.abandoned[attempt] = 1;
    requests.deadline[attempt] = model.now;
    if (requests.holder[attempt]! >= 0)
      model.schedule(attemptCancelled, model.now, requests.serial[attempt]! % SERIALS, attempt);
  }

  /** Cancels the attempts of a parent but one. */
  protected cancelOthers(model: Model, parent: number, kept: number): void {
    let attempt = this.#first[parent]!;
    while (attempt !== NO_REQUEST) {
      const following = this.#sibling[attempt]!;
      if (attempt !== kept) this.cancelAttempt(model, attempt);
      attempt = following;
    }
  }

  /** The parent no longer waits for this attempt, whose end is heard with `ON_NOBODYS_BEHALF`: a copy, a refresh in the background. */
  protected detachAttempt(model: Model, attempt: number): void {
    this.#unlink(model, attempt);
    model.requests.parent[attempt] = ON_NOBODYS_BEHALF;
    model.requests.deadline[attempt] = Infinity;
  }

  /** Another held request waits for an attempt from now on, because its own parent has left or was detached. */
  protected adoptAttempt(model: Model, attempt: number, parent: number): void {
    if (model.requests.parent[attempt]! >= 0) this.#unlink(model, attempt);
    model.requests.parent[attempt] = parent;
    this.#sibling[attempt] = this.#first[parent]!;
    this.#first[parent] = attempt;
    this.#underWay[parent]!++;
  }

  /** `callAgain` comes after `seconds`, unless the parent is answered, given up or left before. One at a time for each parent. */
  protected callLater(model: Model, parent: number, seconds: number): void {
    this.#cancelLater(model, parent);
    this.#later[parent] = model.schedule(laterCall, snapAfter(model.now, seconds), this.index, parent);
  }

  laterCallDue(model: Model, parent: number): void {
    this.#later[parent] = NO_EVENT;
    this.callAgain(model, parent);
  }

  #cancelLater(model: Model, parent: number): void {
    if (this.#later[parent] !== NO_EVENT) model.cancel(this.#later[parent]!);
    this.#later[parent] = NO_EVENT;
  }

  /** Called by the flow when an attempt has come to its end, and for those that are cancelled. */
  endAttempt(model: Model, attempt: number, outcome: number): void {
    const parent = model.requests.parent[attempt]!;
    this.calls.ended(model, attempt, outcome);
    if (parent >= 0) this.#unlink(model, attempt);
    model.requests.parent[attempt] = ON_NOBODYS_BEHALF;
    if (outcome === OUTCOME.ok && parent >= 0) model.quality?.copy(model.requests, attempt, parent);
    if (outcome !== OUTCOME.cancelled) this.attemptEnded(model, parent, attempt, outcome);
  }

  #unlink(model: Model, attempt: number): void {
    const parent = model.requests.parent[attempt]!;
    this.#underWay[parent]!--;
    if (this.#first[parent] === attempt) {
      this.#first[parent] = this.#sibling[attempt]!;
      return;
    }
    let before = this.#first[parent]!;
    while (this.#sibling[before] !== attempt) before = this.#sibling[before]!;
    this.#sibling[before] = this.#sibling[attempt]!;
  }

  override grow(capacity: number): void {
    super.grow(capacity);
    this.#first = widened(this.#first, new Int32Array(capacity).fill(NO_REQUEST));
    this.#underWay = widened(this.#underWay, new Int32Array(capacity));
    this.#later = widened(this.#later, new Float64Array(capacity).fill(NO_EVENT));
    this.#sibling = widened(this.#sibling, new Int32Array(capacity));
  }

  /** For `report`: the attempts after the warm-up. */
  protected callFigures(): readonly Figure[] {
    return this.calls.figures(this.statistics.arrivals);
  }
}

function widened<Column extends Int32Array | Float64Array>(from: Column, to: Column): Column {
  to.set(from);
  return to;
}
