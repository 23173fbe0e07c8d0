import type { Model } from './model.ts';

/**
 * What comes first at one instant, by Slipway's convention, so that deterministic traces have one outcome: what ends, capacity that comes or goes, what
 * arrives, timers and control, the scrape of a metric, the tick of a controller that reads it, and last the recorders, which never change anything.
 */
export const RANK = { completion: 0, capacity: 1, arrival: 2, control: 3, scrape: 4, tick: 5, observation: 6 } as const;

/** What happens when an event comes up: `a` and `b` are whole numbers, most often a station's index and a request or slot. */
export type EventHandler = (model: Model, a: number, b: number) => void;

/** Handlers by kind. */
export const eventHandlers: EventHandler[] = [];
/** Ranks by kind. */
export const eventRanks = new Uint8Array(256);
/** Names by kind, for traces. */
export const eventNames: string[] = [];

/** Registers an event and gives its kind: a small whole number that is never stored, because it depends on the order of loading. */
export function defineEvent(name: string, rank: number, handle: EventHandler): number {
  const kind = eventHandlers.length;
  eventNames.push(name);
  eventHandlers.push(handle);
  eventRanks[kind] = rank;
  return kind;
}
