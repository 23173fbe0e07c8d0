import type { ArrivalProcess } from '../arrivals/arrival-process.ts';
import { type Arrivals, createArrivals } from '../arrivals/schema.ts';
import { defineEvent, RANK } from '../event.ts';
import type { Model } from '../model.ts';
import type { BuildContext } from '../station.ts';
import { type SourceSettings, SourceStation } from './source-station.ts';

const arrival = defineEvent('arrival', RANK.arrival, (model, station) =>
  (model.stations[station] as TrafficStation).arrive(model),
);

/** Requests or events at the moments of an arrival process, each sent on at once. */
export class TrafficStation extends SourceStation {
  override readonly hasQueue = false;
  readonly #arrivals: ArrivalProcess;

  constructor(
    settings: SourceSettings & { readonly arrivals: Arrivals },
    context: BuildContext,
    { isAnswered }: { isAnswered: boolean },
  ) {
    super(settings, context, isAnswered);
    this.#arrivals = createArrivals(settings.arrivals, context.stream('arrivals'));
  }

  override start(model: Model): void {
    this.#scheduleNext(model);
  }

  arrive(model: Model): void {
    this.release(model, this.create(model));
    if (model.now >= model.warmUpSeconds) this.statistics.completed++;
    this.#scheduleNext(model);
  }

  #scheduleNext(model: Model): void {
    const at = this.#arrivals.next();
    if (at < model.durationSeconds) model.schedule(arrival, at, this.index, 0);
  }
}
