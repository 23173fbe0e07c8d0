import type { RequestPool, RequestQueue } from '../../request-pool.ts';

/** What becomes of an event that reaches the windows. */
export const FATE = {
  /** It waits for the first result of a window that it is in. */
  held: 0,
  /** Its window has fired already and is kept: the event updates the result at once. */
  update: 1,
  /** All its windows are gone: it is dropped. */
  late: 2,
} as const;

/** Event-time windows that hold requests until the watermark has passed their end. */
export interface WindowOperator {
  /** Results of windows, the first of each. */
  fired: number;
  /** Results that were given again because of late events. */
  updates: number;
  /** Events put into windows; with overlapping windows one event counts once for each. */
  entries: number;
  /** Requests whose first result is there, in order; whoever calls `advance` empties it. */
  readonly due: RequestQueue;
  /** Puts an event that happened at `eventAt` into its windows and gives its fate, one of `FATE`. */
  add(pool: RequestPool, request: number, key: number, eventAt: number, watermark: number): number;
  /** The watermark has come to here: fires windows and forgets those whose lateness is over. */
  advance(pool: RequestPool, watermark: number): void;
}
