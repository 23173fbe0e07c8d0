import { expectedArrivals } from '../arrivals/schema.ts';
import { momentsWithin } from '../batch/schedule.ts';
import type { Component } from '../scenario.ts';

/** True for a source whose clients wait for each answer before they ask again: it cannot bring more than is answered. */
export function isClosedLoop(component: Component): boolean {
  return 'arrivals' in component && component.arrivals?.process === 'closed';
}

/** Mean number of requests, events or rows that a component brings into being in `durationSeconds`, a bound for a closed loop; 0 for what is no source. */
export function expectedRequests(component: Component, durationSeconds: number): number {
  if (component.kind === 'dataset' && component.rows !== undefined)
    return component.rows * momentsWithin(component, durationSeconds);
  if (!('arrivals' in component) || component.arrivals === undefined) return 0;
  return expectedArrivals(component.arrivals, durationSeconds);
}
