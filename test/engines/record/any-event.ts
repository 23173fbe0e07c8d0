import fc from 'fast-check';
import { type RecordEvent, sealEvent, type UnsavedEvent } from '../../../widgets/engines/record/event.ts';
import type { EventBodies, EventType } from '../../../widgets/engines/record/event-body.ts';
import { eventKinds } from '../../../widgets/engines/record/events/index.ts';
import { nextHybridTime } from '../../../widgets/engines/record/hybrid-clock.ts';

/** An event written out by hand: `step` is its place on the clock. */
export function anEvent<Type extends EventType>(
  type: Type,
  body: EventBodies[Type],
  step: number,
  device = 'd1',
): RecordEvent {
  return sealEvent(unsealed(type, body, step, device), step);
}

export function unsealed(type: string, body: unknown, step: number, device = 'd1'): UnsavedEvent {
  const nowMs = Date.UTC(2026, 10, 12) + step * 60_000;
  const version = type in eventKinds ? eventKinds[type as EventType].version : 1;
  return {
    id: `${device}-${step}`,
    device,
    hlc: nextHybridTime(undefined, nowMs),
    time: new Date(nowMs).toISOString(),
    zone: 'Europe/Berlin',
    type,
    version,
    course: 'c',
    body,
  };
}

const bodies = fc.oneof(
  fc.record({
    type: fc.constant('reflectionWritten'),
    body: fc.record({ lesson: fc.constantFrom('l1', 'l2'), prompt: fc.constantFrom('p', 'q'), text: fc.string() }),
  }),
  fc.record({
    type: fc.constant('taskTicked'),
    body: fc.record({
      lesson: fc.constant('l1'),
      list: fc.constant('tasks'),
      task: fc.constantFrom('a', 'b'),
      isDone: fc.boolean(),
    }),
  }),
  fc.record({
    type: fc.constant('flashcardReviewed'),
    body: fc.record({
      lesson: fc.constant('l1'),
      card: fc.constantFrom('k', 'm'),
      hash: fc.constant('h'),
      grade: fc.constantFrom(1, 2, 3, 4),
    }),
  }),
  fc.record({
    type: fc.constantFrom('lessonOpened', 'lessonCompleted'),
    body: fc.record({ lesson: fc.constantFrom('l1', 'l2') }),
  }),
  fc.record({ type: fc.constant('somethingOfALaterVersion'), body: fc.jsonValue() }),
);

/** A log of one or more devices, with events of known and unknown types. Ids are unique within it. */
export const anyLog = fc
  .array(fc.tuple(bodies, fc.constantFrom('d1', 'd2', 'd3'), fc.integer({ min: 1, max: 40 })), { maxLength: 25 })
  .map((entries) => {
    const byId = new Map<string, RecordEvent>();
    for (const [{ type, body }, device, step] of entries)
      byId.set(`${device}-${step}`, sealEvent(unsealed(type, body, step, device), step));
    return [...byId.values()];
  });
