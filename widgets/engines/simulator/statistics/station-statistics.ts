import type { Model } from '../model.ts';
import { NO_REQUEST } from '../request-pool.ts';
import { type TallyPart, TimeTally } from './time-tally.ts';

/** What one station saw in one replication, as plain data. */
export interface StationStatisticsPart {
  readonly arrivals: number;
  readonly completed: number;
  readonly rejected: number;
  readonly batches: number;
  readonly batchedRequests: number;
  readonly queueArea: number;
  readonly systemArea: number;
  readonly busyArea: number;
  readonly waiting: TallyPart;
  readonly sojourn: TallyPart;
}

/**
 * What one station saw after the warm-up. Counts and times are over requests that reached the station after the warm-up; averages over time
 * integrate the step functions of the queue, the number in the station and the busy servers.
 */
export class StationStatistics {
  arrivals = 0;
  completed = 0;
  rejected = 0;
  /** Batches started, and requests in them. */
  batches = 0;
  batchedRequests = 0;
  /** Now: waiting, in the station, busy servers. */
  queueLength = 0;
  numberInSystem = 0;
  busy = 0;
  /** Integrals over time since the end of the warm-up, in request-seconds and server-seconds. */
  queueArea = 0;
  systemArea = 0;
  busyArea = 0;
  maximumInSystem = 0;
  /** Request-seconds in the station before the end of the warm-up. */
  #systemAreaBefore = 0;
  readonly waiting: TimeTally;
  readonly sojourn: TimeTally;
  readonly #warmUpSeconds: number = 0;
  #lastChange = 0;

  constructor(warmUpSeconds: number, durationSeconds: number) {
    this.#warmUpSeconds = warmUpSeconds;
    this.waiting = new TimeTally(warmUpSeconds, durationSeconds);
    this.sojourn = new TimeTally(warmUpSeconds, durationSeconds);
  }

  /** Brings the integrals up to `now`; called before every change of the three numbers. */
  advance(now: number): void {
    const elapsed = now - this.#lastChange;
    if (elapsed === 0) return;
    this.queueArea += this.queueLength * elapsed;
    this.systemArea += this.numberInSystem * elapsed;
    this.busyArea += this.busy * elapsed;
    this.#lastChange = now;
  }

  /** The integral of the queue length up to `now`, without bringing anything up to date: for recorders, which never change a run. */
  queueAreaAt(now: number): number {
    return this.queueArea + this.queueLength * (now - this.#lastChange);
  }

  /** The integral of the busy servers up to `now`, in the same way. */
  busyAreaAt(now: number): number {
    return this.busyArea + this.busy * (now - this.#lastChange);
  }

  /** The integral of the number in the station since time 0, whatever the warm-up: for controllers. */
  systemAreaSinceStart(now: number): number {
    return this.#systemAreaBefore + this.systemArea + this.numberInSystem * (now - this.#lastChange);
  }

  /** The warm-up is over: the integrals start anew. */
  startMeasuring(now: number): void {
    this.advance(now);
    this.#systemAreaBefore += this.systemArea;
    this.queueArea = 0;
    this.systemArea = 0;
    this.busyArea = 0;
    this.maximumInSystem = this.numberInSystem;
  }

  arrived(now: number): void {
    if (now >= this.#warmUpSeconds) this.arrivals++;
  }

  turnedAway(now: number): void {
    if (now >= this.#warmUpSeconds) this.rejected++;
  }

  entered(now: number): void {
    this.advance(now);
    this.numberInSystem++;
    this.queueLength++;
    if (this.numberInSystem > this.maximumInSystem) this.maximumInSystem = this.numberInSystem;
  }

  /** A request that came at `enqueuedAt` leaves the queue for a server. */
  started(now: number, enqueuedAt: number): void {
    this.advance(now);
    this.queueLength--;
    if (enqueuedAt < this.#warmUpSeconds) return;
    if (enqueuedAt === now) this.waiting.addZero(now);
    else this.waiting.add(now - enqueuedAt, enqueuedAt);
  }

  /** A request leaves the queue, and the station, without service. */
  leftQueue(now: number): void {
    this.advance(now);
    this.queueLength--;
    this.numberInSystem--;
  }

  /** A request in service leaves the station unanswered. */
  brokenOff(now: number): void {
    this.advance(now);
    this.numberInSystem--;
  }

  batchStarted(now: number, size: number): void {
    this.advance(now);
    this.busy++;
    if (now < this.#warmUpSeconds) return;
    this.batches++;
    this.batchedRequests += size;
  }

  /** A server stays taken although its service has ended. */
  serverHeld(now: number): void {
    this.advance(now);
    this.busy++;
  }

  serverFreed(now: number): void {
    this.advance(now);
    this.busy--;
  }

  left(now: number, enqueuedAt: number): void {
    this.advance(now);
    this.numberInSystem--;
    if (enqueuedAt < this.#warmUpSeconds) return;
    this.completed++;
    this.sojourn.add(now - enqueuedAt, enqueuedAt);
  }

  // The steps of a plain server read the clock and the request themselves: a time that is handed over is put into an object of its own wherever the
  // compiler does not merge caller and called, and these are called twice a request.

  /** In one step: a request comes, enters, and is alone in a batch that starts at once. */
  arrivedAndStarted({ now }: Model): void {
    this.advance(now);
    this.busy++;
    if (++this.numberInSystem > this.maximumInSystem) this.maximumInSystem = this.numberInSystem;
    if (now < this.#warmUpSeconds) return;
    this.arrivals++;
    this.batches++;
    this.batchedRequests++;
    this.waiting.addZero(now);
  }

  /** In one step: a request comes, enters, and waits. */
  arrivedAndWaits({ now }: Model): void {
    this.advance(now);
    this.queueLength++;
    if (++this.numberInSystem > this.maximumInSystem) this.maximumInSystem = this.numberInSystem;
    if (now >= this.#warmUpSeconds) this.arrivals++;
  }

  /** In one step: a request is served, and its server takes the next one of the queue, or is free when `following` is `NO_REQUEST`. */
  servedAlone({ now, requests }: Model, request: number, following: number): void {
    this.advance(now);
    this.numberInSystem--;
    const { enqueuedAt } = requests;
    const cameAt = enqueuedAt[request]!;
    if (cameAt >= this.#warmUpSeconds) {
      this.completed++;
      this.sojourn.add(now - cameAt, cameAt);
    }
    if (following === NO_REQUEST) {
      this.busy--;
      return;
    }
    this.queueLength--;
    if (now < this.#warmUpSeconds) return;
    this.batches++;
    this.batchedRequests++;
    const nextCameAt = enqueuedAt[following]!;
    if (nextCameAt < this.#warmUpSeconds) return;
    if (nextCameAt === now) this.waiting.addZero(now);
    else this.waiting.add(now - nextCameAt, nextCameAt);
  }

  serialise(): StationStatisticsPart {
    const { arrivals, completed, rejected, batches, batchedRequests, queueArea, systemArea, busyArea } = this;
    return {
      ...{ arrivals, completed, rejected, batches, batchedRequests, queueArea, systemArea, busyArea },
      waiting: this.waiting.serialise(),
      sojourn: this.sojourn.serialise(),
    };
  }
}
