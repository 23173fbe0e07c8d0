import type { Target } from '../components/component-kind.ts';
import { createServiceLaw, type ServiceTime } from '../service/schema.ts';
import { ServiceDraw } from '../service/service-draw.ts';
import type { ServiceLaw } from '../service/service-law.ts';
import { Slowdown, type SlowdownSettings } from '../service/slowdown.ts';
import { type BuildContext, Station } from '../station.ts';

export interface ServiceSettings {
  readonly id: string;
  readonly kind: string;
  readonly serviceTime: ServiceTime;
  readonly slowdown?: SlowdownSettings | undefined;
  readonly to?: Target | undefined;
}

/** What all compute components share: a service law, and what each request drew from it at its creation. */
export abstract class ServiceStation extends Station {
  readonly law: ServiceLaw;
  /** Where service takes longer for a time. */
  readonly slowdown: Slowdown | undefined;
  override readonly serviceDraw: ServiceDraw;

  constructor(
    settings: ServiceSettings,
    context: BuildContext,
    law: ServiceLaw = createServiceLaw(settings.serviceTime, context.curves),
    { drawsSeconds = false }: { readonly drawsSeconds?: boolean } = {},
  ) {
    super(settings, context);
    this.slowdown = settings.slowdown && new Slowdown(settings.slowdown);
    this.law = this.slowdown ? this.slowdown.slow(law) : law;
    this.serviceDraw = new ServiceDraw(this.law, context.stream('service'), drawsSeconds);
  }

  /** By request: what it drew, in seconds or as a factor (`ServiceLaw.draw`). */
  get requirement(): Float64Array {
    return this.serviceDraw.values;
  }

  override grow(capacity: number): void {
    super.grow(capacity);
    this.serviceDraw.column.grow(capacity);
  }
}
