import type { Model } from './model.ts';

/** At one instant: what ends comes before what arrives, then timers and control, then observation. */
export const RANK = { completion: 0, arrival: 1, control: 2, observation: 3 } as const;

/** What happens when an event comes up: `a` and `b` are whole numbers, most often a station's index and a request or slot. */
export type EventHandler = (model: Model, a: number, b: number) => void;

/** Handlers by kind. */
export const eventHandlers: EventHandler[] = [];
/** Ranks by kind. */
export const eventRanks: number[] = [];
/** Names by kind, for traces. */
export const eventNames: string[] = [];

/** Registers an event and gives its kind: a small whole number that is never stored, because it depends on the order of loading. */
export function defineEvent(name: string, rank: number, handle: EventHandler): number {
  eventNames.push(name);
  eventRanks.push(rank);
  return eventHandlers.push(handle) - 1;
}
