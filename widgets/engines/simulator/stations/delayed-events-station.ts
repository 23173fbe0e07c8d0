import { defineEvent, RANK } from '../event.ts';
import type { Model } from '../model.ts';
import type { RandomStream } from '../random.ts';
import type { ServiceLaw } from '../service/service-law.ts';
import { snapAfter } from '../snap.ts';
import type { BuildContext } from '../station.ts';
import { createEventDelay, type EventDelay } from '../streaming/delays/schema.ts';
import { TrafficStation } from './traffic-station.ts';

const eventSent = defineEvent('eventSent', RANK.arrival, (model, station, request) =>
  (model.stations[station] as DelayedEventsStation).send(model, request),
);

/** Events that are sent on some time after they happened: the creation of the request is the event time, and delays change the order. */
export class DelayedEventsStation extends TrafficStation {
  override readonly needsRequestDetail = true;
  readonly #law: ServiceLaw;
  readonly #stream: RandomStream;

  constructor(
    settings: ConstructorParameters<typeof TrafficStation>[0],
    context: BuildContext,
    eventDelay: EventDelay,
  ) {
    super(settings, context, { isAnswered: false });
    this.#law = createEventDelay(eventDelay);
    this.#stream = context.stream('eventDelay');
  }

  protected override release(model: Model, request: number): void {
    const delay = this.#law.draw(this.#stream);
    const sentAt = this.#law.isRandom ? model.now + delay : snapAfter(model.now, delay);
    model.schedule(eventSent, sentAt, this.index, request);
  }

  send(model: Model, request: number): void {
    super.release(model, request);
  }
}
