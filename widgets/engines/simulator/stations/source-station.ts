import type { Keys } from '../components/source-parameters.ts';
import { createRequest, passOn } from '../flow.ts';
import type { Model } from '../model.ts';
import type { Target } from '../components/component-kind.ts';
import { type BuildContext, Station } from '../station.ts';
import { KeySampler } from './key-sampler.ts';

export interface SourceSettings {
  readonly id: string;
  readonly kind: string;
  readonly keys?: Keys | undefined;
  readonly payloadBytes: number;
  readonly to?: Target | undefined;
}

/** What all sources share: creating requests with their keys, and letting them go. */
export abstract class SourceStation extends Station {
  readonly payloadBytes: number;
  /** True when somebody waits for the answer. */
  readonly isAnswered: boolean;
  readonly #keys: KeySampler | undefined;

  constructor(settings: SourceSettings, context: BuildContext, isAnswered: boolean) {
    super(settings, context);
    this.payloadBytes = settings.payloadBytes;
    this.isAnswered = isAnswered;
    this.#keys = settings.keys && new KeySampler(settings.keys, context.stream('keys'));
  }

  /** Sources are where requests begin: nothing is sent to them. */
  admit(): void {
    throw new Error(`A request was sent to the source "${this.id}".`);
  }

  protected create(model: Model): number {
    const request = createRequest(model, this, this.#keys ? this.#keys.next() : -1);
    this.statistics.arrived(model.now);
    return request;
  }

  protected release(model: Model, request: number): void {
    model.requests.releasedAt[request] = model.now;
    passOn(model, this, request);
  }
}
