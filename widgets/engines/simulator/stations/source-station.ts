import { RankChurn } from '../caching/rank-churn.ts';
import type { Keys, Priorities } from '../components/source-parameters.ts';
import { createRequest, passOn } from '../flow.ts';
import type { Model } from '../model.ts';
import type { Target } from '../components/component-kind.ts';
import type { RequestPool } from '../request-pool.ts';
import { type BuildContext, Station } from '../station.ts';
import { KeySampler } from './key-sampler.ts';
import { ClassSampler, SizeSampler } from './request-traits.ts';

export interface SourceSettings {
  readonly id: string;
  readonly kind: string;
  readonly keys?: Keys | undefined;
  readonly payloadBytes: number;
  readonly payloadCv: number;
  readonly priorities?: Priorities | undefined;
  readonly to?: Target | undefined;
}

/** What all sources share: creating requests with their keys, and letting them go. */
export abstract class SourceStation extends Station {
  readonly payloadBytes: number;
  /** True when somebody waits for the answer. */
  readonly isAnswered: boolean;
  readonly #keys: KeySampler | undefined;
  readonly #classes: ClassSampler | undefined;
  readonly #sizes: SizeSampler | undefined;
  #requests: RequestPool | undefined;

  constructor(settings: SourceSettings, context: BuildContext, isAnswered: boolean) {
    super(settings, context);
    this.payloadBytes = settings.payloadBytes;
    this.isAnswered = isAnswered;
    this.#keys = settings.keys && createKeys(settings.keys, context);
    this.#classes = settings.priorities && new ClassSampler(settings.priorities, context.stream('priority'));
    this.#sizes = settings.payloadCv > 0 ? new SizeSampler(settings.payloadCv, context.stream('payload')) : undefined;
  }

  override start(model: Model): void {
    this.#requests = model.requests;
    if (this.#classes) model.requests.carryPriority();
    if (this.#sizes) model.requests.carryPayload();
  }

  override get hasDraws(): boolean {
    return super.hasDraws || this.#classes !== undefined || this.#sizes !== undefined;
  }

  override drawFor(request: number): void {
    super.drawFor(request);
    if (this.#classes) this.#requests!.priority[request] = this.#classes.next();
    if (this.#sizes) this.#requests!.payloadFactor[request] = this.#sizes.next();
  }

  /** Sources are where requests begin: nothing is sent to them. */
  admit(): void {
    throw new Error(`A request was sent to the source "${this.id}".`);
  }

  protected create(model: Model): number {
    const request = createRequest(model, this, this.#keys ? this.#keys.next(model.now) : -1);
    if (model.isMeasuring) this.statistics.arrivals++;
    return request;
  }

  protected release(model: Model, request: number): void {
    if (model.requests.isDetailed) model.requests.releasedAt[request] = model.now;
    passOn(model, this, request);
  }
}

function createKeys(keys: Keys, context: BuildContext): KeySampler {
  const { count, churnEverySeconds } = keys;
  const churn =
    churnEverySeconds === undefined ? undefined : new RankChurn(count, churnEverySeconds, context.stream('churn'));
  return new KeySampler(keys, context.stream('keys'), churn);
}
