import { eventSha, type RecordEvent, type UnsavedEvent } from '../event.ts';
import { isRecordEvent } from '../record-event-schema.ts';

/** Deeper than any event: the deepest, a scenario, has about twelve levels. */
const DEPTH_LIMIT = 32;

/** Keys that change an object's kind when it is copied carelessly. No event has them. */
const REFUSED_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

const NAME = /^[\w.:-]{1,100}$/;

/** A checked line: an event, stored or not yet numbered, or the reason why it is none. */
export type CheckedLine = { readonly event: RecordEvent | UnsavedEvent } | { readonly reason: string };

/** True where brackets open deeper than the limit. Looked at before parsing: a million brackets parse, and break what walks through them. */
function isTooDeep(line: string): boolean {
  let depth = 0;
  let isText = false;
  for (let i = 0; i < line.length; i++) {
    const code = line.charCodeAt(i);
    if (isText) {
      if (code === 92) i++;
      else if (code === 34) isText = false;
    } else if (code === 34) isText = true;
    else if (code === 123 || code === 91) {
      if (++depth > DEPTH_LIMIT) return true;
    } else if (code === 125 || code === 93) depth--;
  }
  return false;
}

function refusedKey(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, part] of Object.entries(value)) {
    if (REFUSED_KEYS.has(key)) return key;
    const inner = refusedKey(part);
    if (inner) return inner;
  }
  return undefined;
}

/** A line as JSON; a reason where it is none, or hides something. */
export function parseLine(line: string): { readonly value: unknown } | { readonly reason: string } {
  if (line === '') return { reason: 'Expected an entry, found an empty line.' };
  if (isTooDeep(line)) return { reason: `Expected at most ${DEPTH_LIMIT} levels of brackets, found more.` };
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { reason: 'Expected an entry as JSON, found text that is none.' };
  }
  const key = refusedKey(value);
  return key === undefined ? { value } : { reason: `Expected keys of an entry, found “${key}”.` };
}

/** Checks one line of an export. Its content must fit its own hash: then it is what was written on the day, whatever carried it here. */
export function checkLine(line: string): CheckedLine {
  const parsed = parseLine(line);
  if ('reason' in parsed) return parsed;
  const row = parsed.value;
  if (typeof row !== 'object' || row === null || Array.isArray(row))
    return { reason: 'Expected an entry, found another JSON value.' };
  const isUnsaved = !('seq' in row) && !('sha' in row);
  if (!isRecordEvent(isUnsaved ? { ...row, seq: 1, sha: '-' } : row))
    return {
      reason:
        'Expected the keys id, device, seq, hlc, time, zone, type, version, course, body and sha, found an entry that lacks one or has another kind of value.',
    };
  const event = row as RecordEvent;
  if (!NAME.test(event.id) || !NAME.test(event.device))
    return { reason: 'Expected names of letters and digits in id and device, found others.' };
  if (!isUnsaved && eventSha(event) !== event.sha)
    return {
      reason: 'Expected the content that belongs to the entry’s hash, found other content: the line was altered.',
    };
  return { event };
}
