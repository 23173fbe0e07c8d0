import { controlEventsPerSecond } from '../autoscaling/schema.ts';
import { momentsWithin } from '../batch/schedule.ts';
import type { ComponentKind } from '../components/component-kind.ts';
import { componentKinds } from '../components/index.ts';
import { faultEvents } from '../faults/describe-faults.ts';
import type { Component, Scenario } from '../scenario.ts';
import { streamEventsPerSecond } from './stream-events.ts';
import type { Curves } from '../service/service-law.ts';
import { routesOf } from '../compile.ts';
import { memoryOf } from './memory.ts';
import { offeredLoad, type StationLoad } from './offered-load.ts';

/** What a run will cost and how loaded it will be, from means alone, before anything is simulated. */
export interface RunEstimate {
  /** Requests, events and rows brought into being, over all replications. */
  readonly requests: number;
  /** Simulator events over all replications; batches make it fewer. */
  readonly events: number;
  /** By component id, for one replication. */
  readonly stations: Readonly<Record<string, StationLoad>>;
  /** Requests expected to be on their way at once, at the end of a replication. */
  readonly requestsInSystem: number;
  /** Memory of one replication: columns of the requests, tables of keys, servers, histograms. */
  readonly memoryBytes: number;
}

/** Events that follow from the passing of time and not from requests. */
function periodicEvents({ components, run }: Scenario): number {
  let events = 0;
  for (const component of components) {
    if (component.kind === 'dataset') events += momentsWithin(component, run.durationSeconds);
    // A machine that is taken away is followed by another.
    if (component.kind === 'batchJob' && component.spot !== undefined)
      events += (component.workers * run.durationSeconds) / component.spot.meanSeconds;
    // Swaps of popularity happen between requests, without events of their own, and take as long.
    if ('keys' in component && component.keys?.churnEverySeconds !== undefined)
      events += run.durationSeconds / component.keys.churnEverySeconds;
    if (component.kind === 'streamProcessor') events += run.durationSeconds * streamEventsPerSecond(component);
    if (component.kind === 'loadBalancer' && component.outlierDetection !== undefined)
      events += run.durationSeconds / component.outlierDetection.intervalSeconds;
    if ('autoscaling' in component && component.autoscaling !== undefined)
      events += run.durationSeconds * controlEventsPerSecond(component.autoscaling);
  }
  return events;
}

function sliScrapes({ slos, run }: Scenario): number {
  return slos.reduce((sum, { intervalSeconds }) => sum + run.durationSeconds / intervalSeconds, 0);
}

/** A source brings forth, every other station ends a service: one event, unless the kind knows better. */
function eventsPerRequest(component: Component): number {
  const kind = componentKinds.find((candidate) => candidate.kind === component.kind) as unknown as ComponentKind;
  return kind.eventsPerRequest?.(component as never) ?? 1;
}

/** Says what a run will ask for. Pure; costs microseconds per component. `replications` overrides the scenario's number. */
export function estimateRun(
  scenario: Scenario,
  curves: Curves = {},
  replications: number = scenario.run.replications,
): RunEstimate {
  const loads = offeredLoad(scenario, curves);
  let created = 0;
  let events = periodicEvents(scenario) + faultEvents(scenario) + sliScrapes(scenario);
  let requestsInSystem = 0;
  for (const component of scenario.components) {
    const load = loads.get(component.id)!;
    const crossing = scenario.links.length > 0 && routesOf(component.to).length > 0 ? 1 : 0;
    events += load.offered * (eventsPerRequest(component) + crossing);
    requestsInSystem += load.inSystemAtEnd;
    if ('arrivals' in component || component.kind === 'dataset') created += load.offered;
  }
  return {
    requests: created * replications,
    events: events * replications,
    stations: Object.fromEntries(loads),
    requestsInSystem,
    memoryBytes: memoryOf(scenario, requestsInSystem),
  };
}
