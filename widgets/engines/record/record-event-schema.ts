import * as z from '../../kit/zod.ts';
import type { RecordEvent, UnsavedEvent } from './event.ts';
import { isHybridTime } from './hybrid-clock.ts';

const name = z.string().check(z.minLength(1));

/** The keys that every event has, whatever its type. The body is the business of its type. */
const unsavedEventSchema = z.looseObject({
  id: name,
  device: name,
  hlc: z.string().check(z.refine(isHybridTime)),
  time: name,
  zone: z.string(),
  type: name,
  version: z.int().check(z.gte(1)),
  course: z.string(),
});

const recordEventSchema = z.extend(unsavedEventSchema, { seq: z.int().check(z.gte(1)), sha: name });

/** True when a stored row can be put in order and folded. Disks and other programs can leave rows that cannot. */
export function isRecordEvent(row: unknown): row is RecordEvent {
  return recordEventSchema.safeParse(row).success;
}

/** True for an event that can be stored. */
export function isUnsavedEvent(value: unknown): value is UnsavedEvent {
  return unsavedEventSchema.safeParse(value).success;
}
