import { eventHandlers, RANK } from '../event.ts';
import type { Model } from '../model.ts';

/** What an observer hears of after it has happened: by kind of event, 1 for those that it wants to hear of. */
export interface Listener {
  readonly isNoted: Uint8Array;
  heard(model: Model, kind: number, a: number, b: number): void;
}

/**
 * Handles up to `limit` events, none later than `untilSeconds`; with `isBefore`, none at that moment either. True when there is no such event left.
 * The loop of the model with an end and a listener: it stands beside that one and not in it, because a run without spectators is not to pay for them.
 */
export function advanceUntil(
  model: Model,
  untilSeconds: number,
  limit: number,
  listener: Listener,
  isBefore = false,
): boolean {
  const { events, sources } = model;
  const { isNoted } = listener;
  for (let handled = 0; handled < limit; handled++) {
    const eventAt = events.nextTime;
    const arrivalAt = sources.nextAt;
    const isArrival =
      arrivalAt < eventAt || (arrivalAt === eventAt && eventAt < Infinity && events.nextRank >= RANK.arrival);
    const at = isArrival ? arrivalAt : eventAt;
    if (at === Infinity || at > untilSeconds || (isBefore && at === untilSeconds)) return true;
    model.now = at;
    model.handledEvents++;
    if (isArrival) {
      sources.arrive(model);
      continue;
    }
    events.take();
    const { kind, a, b } = events;
    eventHandlers[kind]!(model, a, b);
    if (isNoted[kind] === 1) listener.heard(model, kind, a, b);
  }
  return false;
}
