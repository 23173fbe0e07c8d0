import { canonicalJson } from './canonical-json.ts';
import { sha256 } from './sha-256.ts';

/** What is fixed when the learner acts, before anything is written. A retry writes the same event again, never a second one. */
export interface UnsavedEvent {
  /** UUID of version 7, made before the write. */
  readonly id: string;
  /** UUID of the browser profile that recorded it. */
  readonly device: string;
  /** Hybrid logical clock (`hybrid-clock.ts`): later events compare as greater text, whatever the wall clock did. */
  readonly hlc: string;
  /** Wall clock, ISO 8601 in UTC. May be wrong or go backwards: shown to people, never used for order. */
  readonly time: string;
  /** IANA name of the time zone the learner was in, for example `Europe/Berlin`. */
  readonly zone: string;
  /** One of `EventType`, or a type of a later version of the course. */
  readonly type: string;
  /** Version of the body's schema, from 1. */
  readonly version: number;
  /** Id of the course. */
  readonly course: string;
  readonly body: unknown;
}

/** One thing that happened, as it is stored: never changed, never deleted. */
export interface RecordEvent extends UnsavedEvent {
  /** Number of the event on its device, from 1, without gaps: given inside the transaction that stores it. */
  readonly seq: number;
  /** SHA-256 of the canonical JSON of all other keys, 64 hexadecimal digits. */
  readonly sha: string;
}

/** An event as the state sees it: stored, or made in this tab and not stored yet. */
export type AnyEvent = RecordEvent | UnsavedEvent;

/** The SHA-256 that belongs into `sha`. */
export function eventSha(event: Omit<RecordEvent, 'sha'>): string {
  const { sha: _, ...content } = event as RecordEvent;
  return sha256(canonicalJson(content));
}

/** Gives an event its number and seals it. */
export function sealEvent(event: UnsavedEvent, seq: number): RecordEvent {
  const numbered = { ...event, seq };
  return { ...numbered, sha: eventSha(numbered) };
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The order of the record: by hybrid logical clock, device, number; an event without a number after those that have one. Total: equal only for equal events. */
export function compareEvents(a: AnyEvent, b: AnyEvent): number {
  const byPlace = compareText(a.hlc, b.hlc) || compareText(a.device, b.device);
  if (byPlace !== 0) return byPlace;
  const seqA = 'seq' in a ? a.seq : Number.MAX_SAFE_INTEGER;
  const seqB = 'seq' in b ? b.seq : Number.MAX_SAFE_INTEGER;
  return seqA - seqB || compareText(a.id, b.id) || compareText('sha' in a ? a.sha : '', 'sha' in b ? b.sha : '');
}
