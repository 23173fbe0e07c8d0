import { drop, passOn } from '../flow.ts';
import type { Model } from '../model.ts';
import type { GatewaySettings } from '../components/gateway.ts';
import { snap } from '../snap.ts';
import { type BuildContext, Station, type StationReport } from '../station.ts';
import { DROP } from '../statistics/request-statistics.ts';
import { Deadlines, type Impatient } from './deadlines.ts';

/** Rounding that a bucket forgives, in tokens: sums of refills miss a whole number by a few units in the last place. */
const TOKEN_TOLERANCE = 1e-9;

/** Token bucket, deadline, and routes by weight. A request passes through without delay. */
export class GatewayStation extends Station implements Impatient {
  override readonly hasQueue = false;
  readonly deadlines: Deadlines;
  readonly #ratePerSecond: number;
  readonly #burst: number;
  readonly #timeoutSeconds: number;
  readonly #product: string;
  #tokens: number;
  #filledAt = 0;

  constructor(settings: GatewaySettings, context: BuildContext) {
    super(settings, context);
    this.#ratePerSecond = settings.rateLimit?.ratePerSecond ?? 0;
    this.#burst = settings.rateLimit?.burst ?? Infinity;
    this.#timeoutSeconds = settings.timeoutSeconds ?? Infinity;
    this.#product = settings.product;
    this.#tokens = this.#burst;
    this.deadlines = new Deadlines(context.index);
  }

  override start(model: Model): void {
    if (this.#timeoutSeconds < Infinity) model.requests.carryDeadlines();
  }

  admit(model: Model, request: number): void {
    this.statistics.arrived(model.now);
    if (!this.#takeToken(model.now)) {
      drop(model, this, request, DROP.throttled);
      return;
    }
    const { deadline, returnSeconds } = model.requests;
    // The gateway's own patience: the way back from here to who asked is not part of it.
    const limit = snap(model.now + this.#timeoutSeconds + returnSeconds[request]!);
    if (limit < deadline[request]!) {
      deadline[request] = limit;
      this.deadlines.add(model, request, limit);
    }
    if (model.now >= model.warmUpSeconds) this.statistics.completed++;
    passOn(model, this, request);
  }

  /** Starts full, gains `ratePerSecond`, holds `burst`: by time t at most burst + rate · t are admitted (serving semantics 8.3). */
  #takeToken(now: number): boolean {
    if (this.#burst === Infinity) return true;
    this.#tokens = Math.min(this.#burst, this.#tokens + (now - this.#filledAt) * this.#ratePerSecond);
    this.#filledAt = now;
    if (this.#tokens < 1 - TOKEN_TOLERANCE) return false;
    this.#tokens -= 1;
    return true;
  }

  /** Admitted requests are paid for; throttled ones are not (Amazon API Gateway, pricing). */
  override report(): StationReport {
    return { usage: { type: 'gateway', product: this.#product, requests: this.statistics.completed } };
  }
}
