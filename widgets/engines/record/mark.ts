import * as z from '../../kit/zod.ts';
import type { RecordEvent } from './event.ts';

/** How much of one device's log was stored, at least. */
export interface DeviceMark {
  /** Greatest number of the device's events. */
  readonly seq: number;
  /** How many of its events were stored. */
  readonly count: number;
  /** The first 64 bits of all their hashes, joined by exclusive or, so that their order does not count: 16 hexadecimal digits. */
  readonly digest: string;
}

/** The high-water mark of a log, by device: kept outside the database, it tells when the database has fewer events than it had. */
export type Mark = ReadonlyMap<string, DeviceMark>;

const hex = (half: number): string => (half >>> 0).toString(16).padStart(8, '0');
const high = (text: string): number => Number.parseInt(text.slice(0, 8), 16);
const low = (text: string): number => Number.parseInt(text.slice(8, 16), 16);

interface RunningMark {
  seq: number;
  count: number;
  high: number;
  low: number;
}

/** A mark that grows by one event at a time. */
export class MarkBuilder {
  readonly #devices: Map<string, RunningMark>;

  constructor(mark: Mark = new Map()) {
    this.#devices = new Map(
      Array.from(mark, ([device, { seq, count, digest }]) => [
        device,
        { seq, count, high: high(digest), low: low(digest) },
      ]),
    );
  }

  /** An event was stored as well; each of them must be counted once. */
  add({ device, seq, sha }: RecordEvent): void {
    let own = this.#devices.get(device);
    if (!own) {
      own = { seq: 0, count: 0, high: 0, low: 0 };
      this.#devices.set(device, own);
    }
    if (seq > own.seq) own.seq = seq;
    own.count++;
    own.high ^= high(sha);
    own.low ^= low(sha);
  }

  mark(): Mark {
    return new Map(
      Array.from(this.#devices, ([device, own]) => [
        device,
        { seq: own.seq, count: own.count, digest: hex(own.high) + hex(own.low) },
      ]),
    );
  }
}

/** The mark after these events were stored as well; each of them must be counted once. */
export function markWith(mark: Mark, events: Iterable<RecordEvent>): Mark {
  const builder = new MarkBuilder(mark);
  for (const event of events) builder.add(event);
  return builder.mark();
}

/** Per device the mark that says more. */
export function greaterMark(a: Mark, b: Mark): Mark {
  const greater = new Map(a);
  for (const [device, mark] of b) {
    const other = greater.get(device);
    if (!other || mark.count > other.count || (mark.count === other.count && mark.seq > other.seq))
      greater.set(device, mark);
  }
  return greater;
}

/** How many events the mark promises that were not found; one for a device whose events are as many as promised, but others. 0 where more were found. */
export function missingCount(promised: Mark, found: Mark): number {
  let missing = 0;
  for (const [device, { seq, count, digest }] of promised) {
    const own = found.get(device) ?? { seq: 0, count: 0, digest: '' };
    const isOther = own.count === count && own.seq === seq && own.digest !== digest;
    missing += Math.max(count - own.count, own.seq < seq ? 1 : 0, isOther ? 1 : 0);
  }
  return missing;
}

const count = z.int().check(z.gte(0));
const form = z.object({
  version: z.literal(1),
  devices: z.array(z.tuple([z.string(), count, count, z.string().check(z.regex(/^[0-9a-f]{16}$/))])),
});

/** The mark as text. */
export function writeMark(mark: Mark): string {
  const devices = Array.from(mark, ([device, { seq, count: stored, digest }]) => [device, seq, stored, digest]);
  return JSON.stringify({ version: 1, devices });
}

/** The mark that was written; an empty one where the text is none. */
export function readMark(text: string | null): Mark {
  try {
    const read = form.safeParse(JSON.parse(text ?? 'null'));
    return new Map(read.data?.devices.map(([device, seq, stored, digest]) => [device, { seq, count: stored, digest }]));
  } catch {
    return new Map(); // Not JSON: then nothing is promised, and the second copy is asked.
  }
}
