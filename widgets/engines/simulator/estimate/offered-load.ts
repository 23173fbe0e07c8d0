import { fewestMisses } from '../caching/fewest-misses.ts';
import { routesOf } from '../compile.ts';
import { wayShares } from '../delivery/way-shares.ts';
import { createConfidence } from '../devices/confidence-schema.ts';
import { limitOf } from '../guards/schema.ts';
import type { Component, ComponentOf, Scenario } from '../scenario.ts';
import type { Curves } from '../service/service-law.ts';
import { capacityOf, serviceSecondsOf } from './capacity.ts';
import { expectedRequests, isClosedLoop } from './expected-requests.ts';

/** What one component is expected to get in one replication, from means alone. */
export interface StationLoad {
  /** Requests that reach it. */
  readonly offered: number;
  readonly offeredPerSecond: number;
  /** Infinity where nothing saturates; undefined where it cannot be told before a curve is measured. */
  readonly capacityPerSecond: number | undefined;
  /** Offered load over capacity, not cut off at 1; undefined with the capacity. */
  readonly utilisation: number | undefined;
  /** Requests that are expected in it at the end: in service, and those that a queue without bound has gathered. */
  readonly inSystemAtEnd: number;
  /** True when nothing but capacity keeps its queue short. */
  readonly isUnbounded: boolean;
}

/** Keys that keep a queue from growing: places, or a limit of the wait in it. */
const BOUNDS = ['queueCapacity', 'queueTimeoutSeconds', 'spillOver'];

/** Where goes what a component cannot serve at once; undefined when it stays. */
export function spillTarget(component: Component): string | undefined {
  return 'spillOver' in component ? component.spillOver?.to : undefined;
}

/** Share of what a component has served that it passes on: a device answers what it is sure of. */
function passedShare(component: Component): number {
  if (component.kind !== 'device' || !component.escalation) return 1;
  return createConfidence(component.escalation.confidence).escalatedShare;
}

/** Share of what a component takes in at `ratePerSecond` that it hands on at most: a device answers what it is sure of, a cache what it holds. */
export function passedOnShare(component: Component, ratePerSecond: number, scenario: Scenario): number {
  if (component.kind !== 'cache') return passedShare(component);
  return missedShare(component, ratePerSecond, scenario);
}

function missedShare(cache: ComponentOf<'cache'>, ratePerSecond: number, { components }: Scenario): number {
  const shares = components.flatMap((source) =>
    'keys' in source && source.keys ? fewestMisses(cache, source.keys, ratePerSecond) : [],
  );
  return Math.min(1, ...shares);
}

/** Requests that pass on from a component: what a rate limit lets through, what the servers manage. */
function passed(
  component: Component,
  { open, closed }: Reaching,
  capacityPerSecond: number | undefined,
  seconds: number,
): Reaching {
  const limit = component.kind === 'gateway' && component.rateLimit ? limitOf(component.rateLimit) : undefined;
  const most = Math.min(
    limit ? limit.burst + limit.ratePerSecond * seconds : Infinity,
    (capacityPerSecond ?? Infinity) * seconds,
  );
  const passing = Math.min(open, most);
  const share = passedShare(component);
  return { open: passing * share, closed: Math.min(closed, most - passing) * share };
}

/** Of what reaches a cache, what it is sure not to hold; of what reaches anything else, all. */
function missed(component: Component, passing: Reaching, scenario: Scenario): Reaching {
  if (component.kind !== 'cache') return passing;
  const share = missedShare(component, (passing.open + passing.closed) / scenario.run.durationSeconds, scenario);
  return { open: passing.open * share, closed: passing.closed * share };
}

/** Components so that each comes after all that lead to it. The graph of an accepted scenario has no circle. */
export function inOrder(scenario: Scenario): readonly Component[] {
  const byId = new Map(scenario.components.map((component) => [component.id, component]));
  const done = new Set<Component>();
  const order: Component[] = [];
  const visit = (component: Component): void => {
    if (done.has(component)) return;
    done.add(component);
    const spill = spillTarget(component);
    const copies = component.kind === 'shadow' ? component.mirror?.to : undefined;
    for (const id of [...routesOf(component.to).map((way) => way.id), spill, copies]) {
      if (id === undefined) continue;
      const next = byId.get(id);
      if (next) visit(next);
    }
    order.push(component);
  };
  for (const component of scenario.components) visit(component);
  return order.reverse();
}

/** Requests that arrive: those that come whatever happens, and those of closed loops, which wait for their answers. */
interface Reaching {
  open: number;
  closed: number;
}

function loadOf(component: Component, { open, closed }: Reaching, seconds: number, curves: Curves): StationLoad {
  const capacityPerSecond = capacityOf(component, curves);
  const capacity = (capacityPerSecond ?? Infinity) * seconds;
  const isShed =
    component.kind === 'modelServer' && component.shedding !== undefined && component.shedding.policy !== 'priority';
  const isUnbounded = !isShed && BOUNDS.every((key) => (component as Record<string, unknown>)[key] === undefined);
  const surplus = isUnbounded ? Math.max(0, open - capacity) : 0;
  // A closed loop takes what capacity is left and no more.
  const offered = open + Math.min(closed, Math.max(0, capacity - open));
  const inService =
    (Math.min(offered, capacity) / seconds) * Math.min(seconds, serviceSecondsOf(component, curves) ?? 0);
  return {
    offered,
    offeredPerSecond: offered / seconds,
    capacityPerSecond,
    utilisation: capacityPerSecond === undefined ? undefined : open / capacity,
    inSystemAtEnd: surplus + inService,
    isUnbounded,
  };
}

/** The load of every component in one replication, by id: sources bring, weights share out, capacity and rate limits hold back. */
export function offeredLoad(scenario: Scenario, curves: Curves): ReadonlyMap<string, StationLoad> {
  const { durationSeconds } = scenario.run;
  const reaching = new Map<string, Reaching>(scenario.components.map(({ id }) => [id, { open: 0, closed: 0 }]));
  const loads = new Map<string, StationLoad>();
  const order = inOrder(scenario);
  for (const component of order) {
    const arriving = reaching.get(component.id)!;
    arriving[isClosedLoop(component) ? 'closed' : 'open'] += expectedRequests(component, durationSeconds);
    const load = loadOf(component, arriving, durationSeconds, curves);
    loads.set(component.id, load);
    const leaving = missed(component, passed(component, arriving, load.capacityPerSecond, durationSeconds), scenario);
    const spill = spillTarget(component);
    if (spill !== undefined) reaching.get(spill)!.open += arriving.open - leaving.open;
    for (const { id, mean } of wayShares(component, durationSeconds, (seconds) => openArrivals(scenario, seconds))) {
      const target = reaching.get(id)!;
      target.open += leaving.open * mean;
      target.closed += leaving.closed * mean;
    }
    if (component.kind === 'shadow') copyTo(reaching.get(component.mirror!.to!)!, leaving, component.mirror!);
  }
  for (const component of order.toReversed())
    if (reaching.get(component.id)!.open === 0) holdBack(component, loads, durationSeconds);
  return loads;
}

/** What comes, at times when a delivery shifts it from one version to another. */
const openArrivals = ({ components }: Scenario, seconds: number): number =>
  components.reduce((sum, source) => sum + (isClosedLoop(source) ? 0 : expectedRequests(source, seconds)), 0);

/** Copies load what gets them. Those of a closed loop never count as too much: nobody knows how many there will be. */
function copyTo(target: Reaching, { open, closed }: Reaching, { percentage }: { readonly percentage: number }): void {
  target.open += (open * percentage) / 100;
  target.closed += (closed * percentage) / 100;
}

/** Where only closed loops ask, no more comes than what lies behind takes in. */
function holdBack(component: Component, loads: Map<string, StationLoad>, seconds: number): void {
  // A cache takes in more than what lies behind it.
  if (component.kind === 'cache') return;
  const ways = routesOf(component.to);
  const load = loads.get(component.id)!;
  const taken = ways.reduce((sum, { id }) => sum + loads.get(id)!.offered, 0);
  if (ways.length > 0 && taken < load.offered)
    loads.set(component.id, { ...load, offered: taken, offeredPerSecond: taken / seconds });
}
