import { EventList } from './event-list.ts';
import { eventHandlers, eventRanks } from './event.ts';
import { RequestPool } from './request-pool.ts';
import { Signals } from './signals.ts';
import type { Station } from './station.ts';
import { RequestStatistics } from './statistics/request-statistics.ts';

/** One replication under way: the clock, the pending events, the requests, the stations and what was counted. */
export class Model {
  now = 0;
  readonly durationSeconds: number;
  readonly warmUpSeconds: number;
  readonly events = new EventList();
  readonly requests = new RequestPool();
  readonly signals = new Signals();
  readonly statistics: RequestStatistics;
  stations: readonly Station[] = [];
  /** By station: those where a request of this source draws something at its creation. */
  drawsOf: readonly (readonly Station[])[] = [];
  /** By station: 1 for sources whose requests are answered, so that the answer travels back. */
  isAnswered = new Uint8Array(0);
  /** By station: bytes that a request of this source carries. */
  payloadBytes = new Float64Array(0);
  /** By link: bytes that crossed it after the warm-up. */
  linkBytes = new Float64Array(0);
  handledEvents = 0;

  constructor(durationSeconds: number, warmUpSeconds: number) {
    this.durationSeconds = durationSeconds;
    this.warmUpSeconds = warmUpSeconds;
    this.statistics = new RequestStatistics(warmUpSeconds, durationSeconds);
  }

  /** Schedules an event of a kind that `defineEvent` gave; its slot may be cancelled until it happens. */
  schedule(kind: number, time: number, a: number, b: number): number {
    return this.events.schedule(time, eventRanks[kind]!, kind, a, b);
  }

  /** Handles up to `limit` events; true when the replication has reached its end. */
  advance(limit: number): boolean {
    const { events } = this;
    for (let handled = 0; handled < limit; handled++) {
      if (!events.pop(this.durationSeconds)) {
        this.handledEvents += handled;
        this.now = this.durationSeconds;
        for (const station of this.stations) station.statistics.advance(this.now);
        return true;
      }
      this.now = events.time;
      eventHandlers[events.kind]!(this, events.a, events.b);
    }
    this.handledEvents += limit;
    return false;
  }
}
