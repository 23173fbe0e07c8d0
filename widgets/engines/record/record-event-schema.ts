import * as z from '../../kit/zod.ts';
import type { RecordEvent } from './event.ts';
import { isHybridTime } from './hybrid-clock.ts';

const name = z.string().check(z.minLength(1));

/** The keys that every stored event has, whatever its type. The body is the business of its type. */
const recordEventSchema = z.looseObject({
  id: name,
  device: name,
  seq: z.int().check(z.gte(1)),
  hlc: z.string().check(z.refine(isHybridTime)),
  time: name,
  zone: z.string(),
  type: name,
  version: z.int().check(z.gte(1)),
  course: z.string(),
  sha: name,
});

/** True when a stored row can be put in order and folded. Disks and other programs can leave rows that cannot. */
export function isRecordEvent(row: unknown): row is RecordEvent {
  return recordEventSchema.safeParse(row).success;
}
