import { type RequestPool, RequestQueue } from '../../request-pool.ts';
import { snap } from '../../snap.ts';
import { MILLISECOND } from '../watermark.ts';
import { FATE, type WindowOperator } from './window-operator.ts';

const NONE = -1;

/** One session of one key, [start, end): `end` is a gap after its last event. */
interface Session {
  key: number;
  start: number;
  end: number;
  hasFired: boolean;
  readonly held: RequestQueue;
  /** Index of the next session of the same key, or −1. */
  next: number;
  isOpen: boolean;
}

/**
 * Session windows: an event opens [t, t + gap), and windows of one key that meet are merged, as Flink's MergingWindowSet does; two that only touch
 * meet too (TimeWindow.intersects). A merged window fires at its own end, even where a part of it has fired before: that result is an update.
 */
export class SessionWindows implements WindowOperator {
  fired = 0;
  updates = 0;
  entries = 0;
  readonly due = new RequestQueue();
  readonly #gap: number;
  readonly #lateness: number;
  readonly #sessions: Session[] = [];
  readonly #free: number[] = [];
  /** By key + 1: its first session, or −1. */
  #firstOf = new Int32Array(16).fill(NONE);

  constructor(gapSeconds: number, allowedLatenessSeconds: number) {
    this.#gap = gapSeconds;
    this.#lateness = allowedLatenessSeconds;
  }

  add(pool: RequestPool, request: number, key: number, eventAt: number, watermark: number): number {
    const merged = this.#merge(pool, key, eventAt, snap(eventAt + this.#gap));
    const lastInstant = snap(merged.end - MILLISECOND);
    if (snap(lastInstant + this.#lateness) <= watermark) {
      this.#close(merged);
      return FATE.late;
    }
    this.entries++;
    if (lastInstant > watermark) {
      merged.held.push(pool, request);
      return FATE.held;
    }
    this.#fire(pool, merged);
    return FATE.update;
  }

  advance(pool: RequestPool, watermark: number): void {
    for (const session of this.#sessions) {
      if (!session.isOpen || snap(session.end - MILLISECOND) > watermark) continue;
      // What has been merged since the last result waits for the next one.
      if (!session.hasFired || session.held.count > 0) this.#fire(pool, session);
      if (snap(session.end - MILLISECOND + this.#lateness) <= watermark) this.#close(session);
    }
  }

  #fire(pool: RequestPool, session: Session): void {
    if (session.hasFired) this.updates++;
    else this.fired++;
    session.hasFired = true;
    while (session.held.count > 0) this.due.push(pool, session.held.take(pool, 1));
  }

  /** The session of the key that covers [start, end) after merging all that meet it. */
  #merge(pool: RequestPool, key: number, start: number, end: number): Session {
    const place = key + 1;
    if (place >= this.#firstOf.length) this.#growKeys(place);
    let merged: Session | undefined;
    let previous = NONE;
    for (let index = this.#firstOf[place]!; index !== NONE; ) {
      const session = this.#sessions[index]!;
      const { next } = session;
      if (session.start <= end && start <= session.end) {
        if (merged === undefined) {
          merged = session;
          previous = index;
        } else {
          while (session.held.count > 0) merged.held.push(pool, session.held.take(pool, 1));
          merged.hasFired ||= session.hasFired;
          if (previous === NONE) this.#firstOf[place] = next;
          else this.#sessions[previous]!.next = next;
          session.isOpen = false;
          this.#free.push(index);
        }
        start = Math.min(start, session.start);
        end = Math.max(end, session.end);
      } else previous = index;
      index = next;
    }
    merged ??= this.#open(key);
    merged.start = start;
    merged.end = end;
    return merged;
  }

  #open(key: number): Session {
    let index = this.#free.pop();
    if (index === undefined) {
      index = this.#sessions.length;
      this.#sessions.push({
        key,
        start: 0,
        end: 0,
        hasFired: false,
        held: new RequestQueue(),
        next: NONE,
        isOpen: true,
      });
    }
    const session = this.#sessions[index]!;
    session.key = key;
    session.hasFired = false;
    session.isOpen = true;
    session.next = this.#firstOf[key + 1]!;
    this.#firstOf[key + 1] = index;
    return session;
  }

  #close(session: Session): void {
    const place = session.key + 1;
    session.isOpen = false;
    let previous = NONE;
    for (let index = this.#firstOf[place]!; index !== NONE; index = this.#sessions[index]!.next) {
      if (this.#sessions[index] === session) {
        if (previous === NONE) this.#firstOf[place] = session.next;
        else this.#sessions[previous]!.next = session.next;
        this.#free.push(index);
        return;
      }
      previous = index;
    }
  }

  #growKeys(place: number): void {
    let length = this.#firstOf.length;
    while (length <= place) length *= 2;
    const before = this.#firstOf;
    this.#firstOf = new Int32Array(length).fill(NONE);
    this.#firstOf.set(before);
  }
}
