import { defineEvent, RANK } from '../event.ts';
import { abandon } from '../flow.ts';
import type { Model } from '../model.ts';
import type { RequestPool } from '../request-pool.ts';
import type { Station } from '../station.ts';

/** A station that gives up on late answers. */
export interface Impatient extends Station {
  readonly deadlines: Deadlines;
  /** Of a station with two patiences: those of the whole call, beside those of its attempts. */
  readonly callDeadlines?: Deadlines;
}

const nextDeadline = defineEvent('nextDeadline', RANK.control, (model, station, isOfCall) => {
  const { deadlines, callDeadlines } = model.stations[station] as Impatient;
  (isOfCall === 1 ? callDeadlines! : deadlines).expire(model);
});
const loneDeadline = defineEvent('loneDeadline', RANK.control, (model, serial, request) => {
  const { requests } = model;
  const isSame = requests.isLive[request] === 1 && requests.serial[request]! % SERIALS === serial;
  if (isSame && !requests.isAbandoned(request)) abandon(model, request);
});

/** Serial numbers are told apart in an event's whole number: two requests in one slot are never this far apart while a deadline is pending. */
const SERIALS = 2 ** 31;
const FIRST_CAPACITY = 64;

/**
 * The deadlines of the requests that passed one station. With one patience they come in the order of the requests, so only the first is an event and
 * the rest stand in a ring; those who were answered meanwhile are skipped. A deadline out of order (requests that crossed different links) is an event
 * of its own.
 */
export class Deadlines {
  readonly #station: number;
  readonly #isOfCall: number;
  #requests = new Int32Array(FIRST_CAPACITY);
  #serials = new Float64Array(FIRST_CAPACITY);
  #times = new Float64Array(FIRST_CAPACITY);
  #head = 0;
  #count = 0;
  #isPending = false;

  constructor(station: number, isOfCall = false) {
    this.#station = station;
    this.#isOfCall = isOfCall ? 1 : 0;
  }

  add(model: Model, request: number, deadline: number): void {
    if (deadline > model.durationSeconds) return;
    const { requests } = model;
    this.#skipAnswered(requests);
    const mask = this.#requests.length - 1;
    const last = (this.#head + this.#count - 1) & mask;
    if (this.#count > 0 && deadline < this.#times[last]!) {
      model.schedule(loneDeadline, deadline, requests.serial[request]! % SERIALS, request);
      return;
    }
    if (this.#count === this.#requests.length) this.#grow();
    const end = (this.#head + this.#count) & (this.#requests.length - 1);
    this.#requests[end] = request;
    this.#serials[end] = requests.serial[request]!;
    this.#times[end] = deadline;
    this.#count++;
    if (!this.#isPending) this.#scheduleNext(model);
  }

  /** The first deadline has come: everybody whose deadline is over gives up. */
  expire(model: Model): void {
    const { requests, now } = model;
    this.#isPending = false;
    while (this.#count > 0 && this.#times[this.#head]! <= now) {
      const request = this.#requests[this.#head]!;
      const isWaiting = this.#isWaiting(requests, this.#head);
      this.#dropHead();
      if (isWaiting) abandon(model, request);
    }
    this.#skipAnswered(requests);
    if (this.#count > 0 && !this.#isPending) this.#scheduleNext(model);
  }

  #scheduleNext(model: Model): void {
    this.#isPending = true;
    model.schedule(nextDeadline, this.#times[this.#head]!, this.#station, this.#isOfCall);
  }

  #isWaiting(requests: RequestPool, place: number): boolean {
    const request = this.#requests[place]!;
    return (
      requests.isLive[request] === 1 &&
      requests.serial[request] === this.#serials[place] &&
      requests.abandoned[request] === 0
    );
  }

  #skipAnswered(requests: RequestPool): void {
    while (this.#count > 0 && !this.#isWaiting(requests, this.#head)) this.#dropHead();
  }

  #dropHead(): void {
    this.#head = (this.#head + 1) & (this.#requests.length - 1);
    this.#count--;
  }

  /** The ring unrolls into the new columns. */
  #grow(): void {
    const before = this.#requests.length;
    const requests = new Int32Array(before * 2);
    const serials = new Float64Array(before * 2);
    const times = new Float64Array(before * 2);
    for (let i = 0; i < this.#count; i++) {
      const from = (this.#head + i) & (before - 1);
      requests[i] = this.#requests[from]!;
      serials[i] = this.#serials[from]!;
      times[i] = this.#times[from]!;
    }
    this.#requests = requests;
    this.#serials = serials;
    this.#times = times;
    this.#head = 0;
  }
}
