import { EventList } from './event-list.ts';
import type { Network } from './network/network.ts';
import { eventHandlers, eventRanks, RANK } from './event.ts';
import type { PlainNetwork } from './plain-network.ts';
import { RequestPool } from './request-pool.ts';
import { Signals } from './signals.ts';
import { type RequestSource, Sources } from './sources.ts';
import type { Station } from './station.ts';
import type { AnswerQuality } from './statistics/answer-quality.ts';
import { RequestStatistics } from './statistics/request-statistics.ts';

/** One replication under way: the clock, the pending events, the requests, the stations and what was counted. */
export class Model {
  now = 0;
  readonly durationSeconds: number;
  readonly warmUpSeconds: number;
  readonly events = new EventList(eventRanks);
  readonly sources = new Sources();
  readonly requests = new RequestPool();
  readonly signals = new Signals(this.requests);
  readonly statistics: RequestStatistics;
  stations: readonly Station[] = [];
  /** By station: 1 for sources whose requests are answered, so that the answer travels back. */
  isAnswered = new Uint8Array(0);
  /** By station: 1 for sources that wait for the return of their requests before they send more. */
  hearsReturn = new Uint8Array(0);
  /** By station: bytes that a request of this source carries on average. */
  payloadBytes = new Float64Array(0);
  /** By link: bytes that crossed it after the warm-up. */
  linkBytes = new Float64Array(0);
  /** Links that are more than a delay; undefined where there are none. */
  network: Network | undefined = undefined;
  /** How good answers are; undefined where no component says it. */
  quality: AnswerQuality | undefined = undefined;
  /** Does the work of `#handle` where the scenario is one. */
  plainNetwork: PlainNetwork | undefined;
  handledEvents = 0;
  /** True once the warm-up is over: from the first moment at `warmUpSeconds` on. */
  isMeasuring = false;

  constructor(durationSeconds: number, warmUpSeconds: number) {
    this.durationSeconds = durationSeconds;
    this.warmUpSeconds = warmUpSeconds;
    this.statistics = new RequestStatistics(warmUpSeconds, durationSeconds);
  }

  /** Schedules an event of a kind that `defineEvent` gave; its slot may be cancelled until it happens. */
  schedule(kind: number, time: number, a: number, b: number): number {
    return this.events.schedule(time, kind, a, b);
  }

  /** Takes back an event that has not happened yet, by what `schedule` gave. */
  cancel(slot: number): void {
    this.events.cancel(slot);
  }

  /** Adds a source of requests. What it would create at or after the end of the run never comes: its `nextAt` is then Infinity. */
  addSource(source: RequestSource): void {
    this.sources.add(source);
  }

  /** Whole bytes that a request carries. */
  bytesOf(request: number): number {
    const { payloadFactor } = this.requests;
    const bytes = this.payloadBytes[this.requests.originOf(request)]!;
    return payloadFactor.length === 0 ? bytes : Math.round(bytes * payloadFactor[request]!);
  }

  /** Handles up to `limit` events; true when the replication has reached its end. */
  advance(limit: number): boolean {
    const { plainNetwork } = this;
    const handled = plainNetwork && !this.requests.isDetailed ? plainNetwork.handle(this, limit) : this.#handle(limit);
    this.handledEvents += handled;
    if (handled === limit) return false;
    this.end();
    return true;
  }

  /** The loop, and nothing else, because it is compiled as one piece: gives how many events it handled, fewer than `limit` at the end. */
  #handle(limit: number): number {
    const { events, sources, durationSeconds } = this;
    for (let handled = 0; handled < limit; handled++) {
      const eventAt = events.nextTime;
      const arrivalAt = sources.nextAt;
      // An arrival waits for what ends at its instant, and precedes the rest.
      if (arrivalAt < eventAt || (arrivalAt === eventAt && eventAt < Infinity && events.nextRank >= RANK.arrival)) {
        this.now = arrivalAt;
        sources.arrive(this);
      } else {
        if (eventAt > durationSeconds) return handled;
        events.take();
        this.now = eventAt;
        eventHandlers[events.kind]!(this, events.a, events.b);
      }
    }
    return limit;
  }

  /** Nothing is left to happen: the clock stands at the end of the run. */
  end(): void {
    this.now = this.durationSeconds;
    for (const station of this.stations) station.statistics.advance(this.now);
  }
}
