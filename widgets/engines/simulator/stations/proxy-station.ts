import { createBackoff } from '../calls/backoff/schema.ts';
import type { BackoffPolicy } from '../calls/backoff/backoff-policy.ts';
import type { RetryBudget } from '../calls/budget/retry-budget.ts';
import { createBudget } from '../calls/budget/schema.ts';
import type { CallGuard, GuardedCaller } from '../calls/call-guard.ts';
import { CallingStation } from '../calls/calling-station.ts';
import { Fallback } from '../calls/fallback.ts';
import { type Hedger, Hedges } from '../calls/hedges.ts';
import { createHedge } from '../calls/hedging/schema.ts';
import { failureNames, OUTCOME } from '../calls/outcome.ts';
import type { ProxySettings } from '../components/proxy.ts';
import { createGuard } from '../guards/schema.ts';
import type { Model } from '../model.ts';
import type { RandomStream } from '../random.ts';
import type { Router } from '../router.ts';
import { snapAfter } from '../snap.ts';
import type { BuildContext, StationReport } from '../station.ts';
import { Deadlines } from './deadlines.ts';

/** What an attempt is, and what a call waits for while none is under way. */
const PART = { first: 0, retry: 1, copy: 2, fallback: 3 } as const;

/** The client side of a call: attempts one after another, copies beside them, and at last a fallback. */
export class ProxyStation extends CallingStation implements Hedger, GuardedCaller {
  override readonly sideRouters: readonly Router[];
  readonly callDeadlines: Deadlines;
  readonly #timeoutSeconds: number;
  readonly #patientUntilSeconds: number;
  readonly #backoff: BackoffPolicy | undefined;
  readonly #backoffStream: RandomStream;
  readonly #retriesOn: Uint8Array;
  readonly #budget: RetryBudget | undefined;
  readonly #guard: CallGuard | undefined;
  readonly hedges: Hedges | undefined;
  readonly #fallback: Fallback | undefined;
  readonly #warmUpSeconds: number;
  /** By call: retries so far, the wait before the last one, what comes next, and 1 while a retry of it is taken out of the budget. */
  #retries = new Uint8Array(0);
  #waitSeconds = new Float64Array(0);
  #following = new Uint8Array(0);
  #isTaken = new Uint8Array(0);
  /** By call: how its last attempt failed. */
  #failure = new Uint8Array(0);
  /** By attempt: one of `PART`. */
  #part = new Uint8Array(0);
  #underWayHere = 0;
  #retried = 0;
  #refusedByBudget = 0;
  #guarded = 0;

  constructor(settings: ProxySettings, context: BuildContext) {
    const { perTryTimeoutSeconds, patientUntilSeconds = 0 } = settings;
    super(settings, context, { perTryTimeoutSeconds, patientUntilSeconds });
    this.#patientUntilSeconds = patientUntilSeconds;
    const { retries, retryOn, budget, hedge, fallback } = settings;
    this.callDeadlines = new Deadlines(context.index, true);
    this.#timeoutSeconds = settings.timeoutSeconds ?? Infinity;
    this.#warmUpSeconds = context.warmUpSeconds;
    this.#backoff = retries && createBackoff(retries);
    this.#backoffStream = context.stream('backoff');
    this.#retriesOn = Uint8Array.from(failureNames, (name) => ((retryOn?.[name] ?? true) ? 1 : 0));
    this.#budget = budget && createBudget(budget);
    this.#guard = createGuard(settings, this, context);
    this.hedges = hedge && new Hedges(createHedge(hedge), this, context);
    this.#fallback = fallback && new Fallback(fallback, context);
    this.sideRouters = this.#fallback?.routers ?? [];
  }

  override start(model: Model): void {
    super.start(model);
    this.#guard?.start?.(model);
    if (this.hedges?.policy.isTied) model.signals.tellCallers();
  }

  admit(model: Model, request: number): void {
    if (!this.hold(model, request)) return;
    this.#retries[request] = 0;
    this.#waitSeconds[request] = 0;
    this.#isTaken[request] = 0;
    this.hedges?.begin(request);
    this.#limitCall(model, request);
    this.#budget?.requested(model.now);
    this.#try(model, request, PART.first);
  }

  /** The proxy's own patience for the whole call: the way back from here to who asked is not part of it. */
  #limitCall(model: Model, request: number): void {
    const { deadline, returnSeconds } = model.requests;
    const limit = snapAfter(model.now, this.#timeoutSeconds + returnSeconds[request]!);
    if (limit >= deadline[request]!) return;
    deadline[request] = limit;
    this.callDeadlines.add(model, request, limit);
  }

  /** Sends an attempt, unless the guard stands in its way. */
  #try(model: Model, request: number, part: number): void {
    const guard = this.#guard;
    if (guard && !guard.admits(model, request)) {
      if (guard.queues?.(model, request)) {
        this.#following[request] = part;
        if (guard.longestWaitSeconds! < Infinity) this.callLater(model, request, guard.longestWaitSeconds!);
        return;
      }
      this.#refused(model, request, guard.refusal ?? OUTCOME.rejected);
      return;
    }
    const attempt = this.createAttempt(model, request, part === PART.first);
    this.#part[attempt] = part;
    this.#underWayHere++;
    this.hedges?.watch(model, request);
    this.sendAttempt(model, attempt);
  }

  /** The guard stands in the way of an attempt: no server sees it. */
  #refused(model: Model, request: number, outcome: number): void {
    if (model.now >= this.#warmUpSeconds) this.#guarded++;
    this.#giveBack(request);
    this.#failed(model, request, outcome);
  }

  /** A call that waited at the guard may go. */
  mayGo(model: Model, request: number): void {
    this.callLater(model, request, 0);
  }

  /** It is time for a copy of a call that waits for its answer; a guard may stand in its way. */
  sendCopy(model: Model, request: number): void {
    if (this.#guard && !this.#guard.admits(model)) return;
    const attempt = this.createAttempt(model, request, false);
    this.#part[attempt] = PART.copy;
    this.#underWayHere++;
    this.hedges!.sent(model, request);
    this.sendAttempt(model, attempt);
  }

  override endAttempt(model: Model, attempt: number, outcome: number): void {
    const part = this.#part[attempt]!;
    const parent = model.requests.parent[attempt]!;
    if (part !== PART.fallback) {
      this.#underWayHere--;
      this.#guard?.ended(model, outcome, model.now - model.requests.createdAt[attempt]!);
      if (part === PART.retry && parent >= 0) this.#giveBack(parent);
    }
    super.endAttempt(model, attempt, outcome);
  }

  protected override attemptEnded(model: Model, parent: number, attempt: number, outcome: number): void {
    const part = this.#part[attempt]!;
    if (part === PART.fallback) {
      this.#fallbackEnded(model, parent, outcome);
      return;
    }
    if (outcome === OUTCOME.ok) {
      this.hedges?.answered(model, parent, part === PART.copy);
      this.answerHeld(model, parent);
    } else if (this.underWay(parent) === 0) this.#failed(model, parent, outcome);
  }

  /** No attempt is under way any more and none was answered: another try, the fallback, or the failure. */
  #failed(model: Model, request: number, outcome: number): void {
    this.hedges?.stop(model, request);
    const backoff = this.#backoff;
    const retry = this.#retries[request]! + 1;
    const mayRetry = backoff !== undefined && model.now >= this.#patientUntilSeconds;
    if (mayRetry && retry <= backoff.maximumRetries && this.#retriesOn[outcome] === 1) {
      if (!this.#budget || this.#budget.takes(model.now, retry, this.#underWayHere)) {
        this.#retryLater(model, request, retry, backoff);
        return;
      }
      if (model.now >= this.#warmUpSeconds) this.#refusedByBudget++;
    }
    if (!this.#fallback) {
      this.giveHeldUp(model, request, outcome);
      return;
    }
    this.#failure[request] = outcome;
    this.#following[request] = PART.fallback;
    // Not at once: another station may be in the middle of the step that ended the attempt.
    this.callLater(model, request, 0);
  }

  #retryLater(model: Model, request: number, retry: number, backoff: BackoffPolicy): void {
    const wait = backoff.seconds(retry, this.#waitSeconds[request]!, this.#backoffStream);
    this.#retries[request] = retry;
    this.#waitSeconds[request] = wait;
    this.#isTaken[request] = 1;
    this.#following[request] = PART.retry;
    if (model.now >= this.#warmUpSeconds) this.#retried++;
    this.callLater(model, request, wait);
  }

  protected override callAgain(model: Model, request: number): void {
    const following = this.#following[request]!;
    if (following === PART.fallback) this.#fallBack(model, request);
    else if (this.#guard?.isWaiting?.(request)) {
      this.#guard.leaves!(model, request);
      this.#refused(model, request, OUTCOME.rejected);
    } else this.#try(model, request, following);
  }

  #fallBack(model: Model, request: number): void {
    const fallback = this.#fallback!;
    if (fallback.findsCached(model, request)) {
      this.answerHeld(model, request);
      return;
    }
    if (fallback.router) {
      const attempt = this.createAttempt(model, request, true);
      this.#part[attempt] = PART.fallback;
      this.sendAttempt(model, attempt, fallback.router);
    } else this.#answerByDefault(model, request, this.#failure[request]!);
  }

  #fallbackEnded(model: Model, request: number, outcome: number): void {
    if (outcome === OUTCOME.ok) {
      this.#fallback!.answeredElsewhere(model.now);
      this.answerHeld(model, request);
    } else this.#answerByDefault(model, request, outcome);
  }

  #answerByDefault(model: Model, request: number, outcome: number): void {
    if (this.#fallback!.givesDefault(model, request)) this.answerHeld(model, request);
    else this.giveHeldUp(model, request, outcome);
  }

  /** A retry that was taken out of the budget is over. */
  #giveBack(request: number): void {
    if (this.#isTaken[request] === 0) return;
    this.#isTaken[request] = 0;
    this.#budget?.ended();
  }

  protected override released(model: Model, request: number): void {
    this.#giveBack(request);
    this.hedges?.stop(model, request);
    this.#guard?.leaves?.(model, request);
  }

  /** One of tied attempts begins to be served: the others are called off. */
  override attemptStarted(model: Model, attempt: number): void {
    const parent = model.requests.parent[attempt]!;
    const { hedges } = this;
    if (hedges?.policy.isTied && parent >= 0 && this.#part[attempt] !== PART.fallback) {
      hedges.stop(model, parent);
      this.cancelOthers(model, parent, attempt);
    }
    super.attemptStarted(model, attempt);
  }

  override grow(capacity: number): void {
    super.grow(capacity);
    this.#retries = widened(this.#retries, new Uint8Array(capacity));
    this.#waitSeconds = widened(this.#waitSeconds, new Float64Array(capacity));
    this.#following = widened(this.#following, new Uint8Array(capacity));
    this.#isTaken = widened(this.#isTaken, new Uint8Array(capacity));
    this.#failure = widened(this.#failure, new Uint8Array(capacity));
    this.#part = widened(this.#part, new Uint8Array(capacity));
    this.hedges?.grow(capacity);
    this.#guard?.grow?.(capacity);
  }

  override report(measuredSeconds: number): StationReport {
    const { arrivals } = this.statistics;
    return {
      figures: [
        ...this.callFigures(),
        { path: 'retries.sent', sum: this.#retried },
        { path: 'retries.refusedByBudget', sum: this.#refusedByBudget },
        ...(this.#guard ? [{ path: 'guarded', sum: this.#guarded }, ...this.#guard.figures(measuredSeconds)] : []),
        ...(this.hedges?.figures(arrivals) ?? []),
        ...(this.#fallback?.figures(arrivals) ?? []),
      ],
    };
  }
}

function widened<Column extends Uint8Array | Float64Array>(from: Column, to: Column): Column {
  to.set(from);
  return to;
}
