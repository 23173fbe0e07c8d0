import type { UnsavedEvent } from './event.ts';
import type { EventType } from './event-body.ts';
import { eventKinds } from './events/index.ts';
import { readEvent } from './fold.ts';
import { nextHybridTime } from './hybrid-clock.ts';
import type { Surroundings } from './surroundings.ts';
import { uuidV7 } from './uuid.ts';

/** A new UUID of version 7. */
export function makeId(surroundings: Surroundings): string {
  return uuidV7(surroundings.nowMs(), surroundings.randomBytes(10));
}

/** An event that happens now, on this device, after the event with the reading `lastHlc`. Throws `TypeError` when the body is not what the type promises. */
export function makeEvent(
  type: EventType,
  course: string,
  body: unknown,
  device: string,
  lastHlc: string | undefined,
  surroundings: Surroundings,
): UnsavedEvent {
  const now = surroundings.nowMs();
  const event: UnsavedEvent = {
    id: makeId(surroundings),
    device,
    hlc: nextHybridTime(lastHlc, now),
    time: new Date(now).toISOString(),
    zone: surroundings.zone(),
    type,
    version: eventKinds[type].version,
    course,
    // A plain copy: what the caller does to its object later must not change what happened, and a file holds JSON only.
    body: JSON.parse(JSON.stringify(body)),
  };
  if (readEvent(event) !== 'folded')
    throw new TypeError(`The body of ${type} is not what its schema in widgets/engines/record/events promises.`);
  return event;
}
