import type { ArrivalProcess } from '../arrivals/arrival-process.ts';
import { type Arrivals, createArrivals } from '../arrivals/schema.ts';
import type { Model } from '../model.ts';
import type { RequestSource } from '../sources.ts';
import type { BuildContext } from '../station.ts';
import { type SourceSettings, SourceStation } from './source-station.ts';

/** Requests or events at the moments of an arrival process, each sent on at once. */
export class TrafficStation extends SourceStation implements RequestSource {
  override readonly hasQueue = false;
  override readonly needsRequestDetail: boolean;
  nextAt = Infinity;
  readonly #arrivals: ArrivalProcess;
  readonly #durationSeconds: number = 0;

  constructor(
    settings: SourceSettings & { readonly arrivals: Arrivals },
    context: BuildContext,
    { isAnswered }: { isAnswered: boolean },
  ) {
    super(settings, context, isAnswered);
    const { keys, priorities, payloadCv } = settings;
    this.needsRequestDetail = keys !== undefined || priorities !== undefined || payloadCv > 0;
    this.#durationSeconds = context.durationSeconds;
    this.#arrivals = createArrivals(settings.arrivals, context.stream('arrivals'));
  }

  override start(model: Model): void {
    super.start(model);
    this.lookAhead();
    model.addSource(this);
  }

  arrive(model: Model): void {
    this.release(model, this.create(model));
    if (model.isMeasuring) this.statistics.completed++;
    this.lookAhead();
  }

  lookAhead(): void {
    const at = this.#arrivals.next();
    // Not as one expression: the compiler would look `Infinity` up as a global, and put every time into an object of its own.
    this.nextAt = at;
    if (at >= this.#durationSeconds) this.nextAt = Infinity;
  }
}
