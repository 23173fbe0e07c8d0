import type { GatewaySettings } from '../components/gateway.ts';
import { defineEvent, RANK } from '../event.ts';
import { discard, drop, passOn } from '../flow.ts';
import { ClassThresholds } from '../guards/priority-shedding.ts';
import type { RateLimiter } from '../guards/rate-limiter.ts';
import { createRateLimiter } from '../guards/schema.ts';
import type { Model } from '../model.ts';
import { snapAfter } from '../snap.ts';
import { type BuildContext, Station, type StationReport } from '../station.ts';
import type { Figure } from '../statistics/figures.ts';
import { DROP } from '../statistics/request-statistics.ts';
import { Deadlines, type Impatient } from './deadlines.ts';

const permitDue = defineEvent('permitDue', RANK.control, (model, station, request) =>
  (model.stations[station] as GatewayStation).endWait(model, request),
);

/** Rate limit, deadline, and routes by weight. A request passes through without delay, unless it waits for a permit of the limit. */
export class GatewayStation extends Station implements Impatient {
  override readonly hasQueue = false;
  readonly deadlines: Deadlines;
  readonly #limiter: RateLimiter | undefined;
  readonly #shedding: ClassThresholds | undefined;
  readonly #timeoutSeconds: number;
  readonly #product: string;
  readonly #canWait: boolean;
  #waited = 0;
  #waitedSeconds = 0;
  #shed = 0;

  constructor(settings: GatewaySettings, context: BuildContext) {
    super(settings, context);
    const { rateLimit, shedding } = settings;
    this.#limiter = rateLimit && createRateLimiter(rateLimit);
    this.#canWait = rateLimit !== undefined && rateLimit.policy !== 'tokenBucket';
    this.#shedding = shedding && new ClassThresholds(shedding.classes);
    this.#timeoutSeconds = settings.timeoutSeconds ?? Infinity;
    this.#product = settings.product;
    this.deadlines = new Deadlines(context.index);
  }

  override start(model: Model): void {
    if (this.#timeoutSeconds < Infinity) model.requests.carryDeadlines();
  }

  admit(model: Model, request: number): void {
    const { now } = model;
    this.statistics.arrived(now);
    if (this.#limiter === undefined) {
      this.#accept(model, request);
      this.#letThrough(model, request);
      return;
    }
    const wait = this.#isShed(model, request) ? -1 : this.#limiter.reserve(now);
    if (wait < 0) {
      drop(model, this, request, DROP.throttled);
      return;
    }
    this.#accept(model, request);
    if (wait === 0) {
      this.#letThrough(model, request);
      return;
    }
    this.#note(model, wait);
    model.schedule(permitDue, snapAfter(now, wait), this.index, request);
  }

  /** The gateway's own patience starts now: the way back from here to who asked is not part of it, the wait for a permit is. */
  #accept(model: Model, request: number): void {
    const { deadline, returnSeconds } = model.requests;
    const limit = snapAfter(model.now, this.#timeoutSeconds + returnSeconds[request]!);
    if (limit >= deadline[request]!) return;
    deadline[request] = limit;
    this.deadlines.add(model, request, limit);
  }

  /** The permit of a request is there; one that nobody waits for any more goes nowhere. */
  endWait(model: Model, request: number): void {
    if (model.requests.isAbandoned(request)) discard(model, this, request);
    else this.#letThrough(model, request);
  }

  #letThrough(model: Model, request: number): void {
    if (model.now >= model.warmUpSeconds) this.statistics.completed++;
    passOn(model, this, request);
  }

  #isShed({ now, requests, warmUpSeconds }: Model, request: number): boolean {
    if (this.#shedding === undefined) return false;
    const each = requests.priority.length > 0 ? requests.priority[request]! : 1;
    const isShed = this.#shedding.refuses(each, this.#limiter!.fillAt(now));
    if (isShed && now >= warmUpSeconds) this.#shed++;
    return isShed;
  }

  #note({ now, warmUpSeconds }: Model, wait: number): void {
    if (now < warmUpSeconds) return;
    this.#waited++;
    this.#waitedSeconds += wait;
  }

  /** Admitted requests are paid for; throttled ones are not (Amazon API Gateway, pricing). */
  override report(): StationReport {
    const figures: Figure[] = [];
    if (this.#canWait)
      figures.push(
        { path: 'rateLimit.waited', sum: this.#waited },
        { path: 'rateLimit.meanWaitSeconds', sum: this.#waitedSeconds, per: this.#waited },
      );
    if (this.#shedding) figures.push({ path: 'shedding.refused', sum: this.#shed });
    return { usage: { type: 'gateway', product: this.#product, requests: this.statistics.completed }, figures };
  }
}
