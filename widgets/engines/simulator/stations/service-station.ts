import type { RandomStream } from '../random.ts';
import type { Target } from '../components/component-kind.ts';
import { createServiceLaw, type ServiceTime } from '../service/schema.ts';
import type { ServiceLaw } from '../service/service-law.ts';
import { type BuildContext, Station } from '../station.ts';

export interface ServiceSettings {
  readonly id: string;
  readonly kind: string;
  readonly serviceTime: ServiceTime;
  readonly to?: Target | undefined;
}

/** What all compute components share: a service law, and what each request drew from it at its creation. */
export abstract class ServiceStation extends Station {
  readonly law: ServiceLaw;
  /** By request: what it drew, in seconds or as a factor (`ServiceLaw.draw`). */
  requirement = new Float64Array(0);
  readonly #stream: RandomStream;

  constructor(settings: ServiceSettings, context: BuildContext) {
    super(settings, context);
    this.law = createServiceLaw(settings.serviceTime, context.curves);
    this.#stream = context.stream('service');
  }

  override get hasDraws(): boolean {
    return true;
  }

  override drawFor(request: number): void {
    super.drawFor(request);
    this.requirement[request] = this.law.draw(this.#stream);
  }

  override grow(capacity: number): void {
    super.grow(capacity);
    const before = this.requirement;
    this.requirement = new Float64Array(capacity);
    this.requirement.set(before);
  }
}
