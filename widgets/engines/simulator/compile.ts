import type { ComponentKind, Target } from './components/component-kind.ts';
import { componentKinds } from './components/index.ts';
import { defineEvent, RANK } from './event.ts';
import { FaultPlan } from './faults/fault-plan.ts';
import { capacityWithin } from './estimate/memory.ts';
import { Model } from './model.ts';
import { PlainNetwork } from './plain-network.ts';
import { meanRoundTrip } from './network/link-schema.ts';
import { Network } from './network/network.ts';
import { RandomStream } from './random.ts';
import type { Route, Router } from './router.ts';
import type { Component, Scenario } from './scenario.ts';
import { RequestColumn } from './service/service-draw.ts';
import type { Curves } from './service/service-law.ts';
import type { BuildContext, Station } from './station.ts';
import { CallingStation } from './calls/calling-station.ts';
import { AnswerQuality } from './statistics/answer-quality.ts';
import { watchSlos } from './slo/slo-watch.ts';
import { PlainServerStation } from './stations/plain-server-station.ts';
import { ServiceStation } from './stations/service-station.ts';
import { SourceStation } from './stations/source-station.ts';

/** Stations behind a source at each of which every request draws; with more, drawing for all would cost more than all the rest. */
const MOST_DRAWN = 16;

/** Scheduled before everything else, so that it is the first event of its instant: whatever else happens then is measured. */
const warmUpEnd = defineEvent('warmUpEnd', RANK.completion, (model) => {
  model.isMeasuring = true;
  for (let i = 0; i < model.stations.length; i++) model.stations[i]!.statistics.startMeasuring(model.now);
});

/** The ways that `to` names: none, one, or several with weights. */
export function routesOf(to: Target | undefined): readonly { readonly id: string; readonly weight: number }[] {
  if (to === undefined) return [];
  return typeof to === 'string' ? [{ id: to, weight: 1 }] : to;
}

/** Index of the link between two places, −1 within one place or where there is none. */
export function linkBetween(scenario: Scenario, from: string, to: string): number {
  if (from === to) return -1;
  return scenario.links.findIndex(
    (link) => (link.from === from && link.to === to) || (link.from === to && link.to === from),
  );
}

/** What building all stations of a scenario needs to know of the whole: found once, not once for each of them. */
interface Overview {
  readonly scenario: Scenario;
  readonly indexOf: ReadonlyMap<string, number>;
  readonly isFreeFlowing: boolean;
  readonly hasFaults: boolean;
}

function overviewOf(scenario: Scenario): Overview {
  const { components } = scenario;
  return {
    scenario,
    indexOf: new Map(components.map(({ id }, index) => [id, index])),
    isFreeFlowing: !components.some(holdsBack),
    hasFaults: scenario.faults.length > 0,
  };
}

function findRoutes({ scenario, indexOf }: Overview, from: Component, to: Target | undefined): readonly Route[] {
  return routesOf(to).map(({ id, weight }) => {
    const target = indexOf.get(id)!;
    const link = linkBetween(scenario, from.place, scenario.components[target]!.place);
    return { target, weight, link, delaySeconds: link < 0 ? 0 : meanRoundTrip(scenario.links[link]!) / 2 };
  });
}

function holdsBack(component: Component): boolean {
  if ((componentKinds.find(({ kind }) => kind === component.kind) as ComponentKind | undefined)?.makesCalls)
    return true;
  const { timeoutSeconds, overflow } = component as { timeoutSeconds?: number; overflow?: string };
  return timeoutSeconds !== undefined || overflow === 'block';
}

function buildStation(overview: Overview, index: number, seed: number, replication: number, curves: Curves): Station {
  const { scenario, isFreeFlowing, hasFaults } = overview;
  const component = scenario.components[index]!;
  const context: BuildContext = {
    index,
    durationSeconds: scenario.run.durationSeconds,
    warmUpSeconds: scenario.run.warmUpSeconds,
    curves,
    isFreeFlowing,
    hasFaults,
    stream: (purpose) => new RandomStream(seed, replication, `${component.id}/${purpose}`, scenario.run.draws),
    routes: (to) => findRoutes(overview, component, to),
  };
  const kind = componentKinds.find((candidate) => candidate.kind === component.kind) as unknown as ComponentKind;
  return kind.build(component as never, context);
}

/** Stations that a request of this source may reach, nearest first. */
function findReached(stations: readonly Station[], source: Station): readonly Station[] {
  const reached = [source];
  const found = new Set(reached);
  for (let i = 0; i < reached.length; i++) {
    for (const target of targetsOf(reached[i]!)) {
      const station = stations[target]!;
      if (found.has(station)) continue;
      found.add(station);
      reached.push(station);
    }
  }
  return reached;
}

/**
 * Stations equally far along the ways (by the longest way) are never on one way: they share a column for what requests draw. Only where every request
 * draws along one way alone; otherwise a request draws at several of them, and the last would write over the others.
 */
function shareColumns(stations: readonly Station[]): void {
  const isOneWay = stations.every(
    (station) =>
      station.spillOver === undefined &&
      station.sideRouters.length === 0 &&
      (!(station instanceof SourceStation) || station.creationDraws.alongWay),
  );
  if (!isOneWay) return;
  const depths = new Int32Array(stations.length);
  const columns: RequestColumn[] = [];
  const waysInto = new Int32Array(stations.length);
  for (const station of stations) for (const target of targetsOf(station)) waysInto[target]!++;
  const ready = stations.filter((_, index) => waysInto[index] === 0);
  for (const station of ready) {
    const depth = depths[station.index]!;
    columns[depth] ??= new RequestColumn();
    if (station.serviceDraw) station.serviceDraw.column = columns[depth];
    for (const target of targetsOf(station)) {
      depths[target] = Math.max(depths[target]!, depth + 1);
      if (--waysInto[target]! === 0) ready.push(stations[target]!);
    }
  }
}

function targetsOf({ router, spillOver, sideRouters }: Station): readonly number[] {
  return [
    ...router.targets,
    ...(spillOver?.router.targets ?? []),
    ...sideRouters.flatMap(({ targets }) => [...targets]),
  ];
}

function linkNext(router: Router, stations: readonly Station[]): void {
  if (router.targets.length === 1 && router.links[0]! < 0) router.next = stations[router.targets[0]!];
}

/** Where all there is is one plain server behind one source, requests come to it as they are created and leave with its answer. */
function shareSojourn({ stations, requests, statistics }: Model): void {
  const server = stations.find((station) => station instanceof PlainServerStation);
  if (!server || stations.length > 2 || requests.isDetailed || server.router.targets.length > 0) return;
  if (stations.some(({ router }) => router.next === server)) statistics.shareSojourn(server.statistics.sojourn);
}

/** Builds one replication of an accepted scenario, ready to run. Throws an `Error` when a measured service time has no curve. */
export function compile(scenario: Scenario, seed: number, replication: number, curves: Curves): Model {
  const { durationSeconds, warmUpSeconds } = scenario.run;
  const model = new Model(durationSeconds, warmUpSeconds);
  const overview = overviewOf(scenario);
  const stations = scenario.components.map((_, index) => buildStation(overview, index, seed, replication, curves));
  model.stations = stations;
  for (const station of stations)
    if (station instanceof ServiceStation && station.slowdown) station.slowdown.clock = model;
  for (const station of stations) linkNext(station.router, stations);
  for (const station of stations) {
    if (!(station instanceof SourceStation || station instanceof CallingStation)) continue;
    const reached = findReached(stations, station);
    station.creationDraws = {
      alongWay: reached.length > MOST_DRAWN,
      services: reached.flatMap(({ serviceDraw }) => serviceDraw ?? []),
      stations: reached.filter(({ hasDraws }) => hasDraws),
    };
  }
  shareColumns(stations);
  model.requests.isDetailed = scenario.links.length > 0 || stations.some((station) => station.needsRequestDetail);
  model.isAnswered = Uint8Array.from(stations, (station) =>
    station instanceof SourceStation && station.isAnswered ? 1 : 0,
  );
  model.hearsReturn = new Uint8Array(stations.length);
  model.payloadBytes = Float64Array.from(stations, (station) =>
    station instanceof SourceStation ? station.payloadBytes : 0,
  );
  model.linkBytes = new Float64Array(scenario.links.length);
  model.requests.maximumCapacity = capacityWithin(stations.length);
  model.network = Network.of(scenario, seed, replication);
  model.quality = AnswerQuality.of(scenario);
  if (model.quality) model.signals.add(model.quality);
  model.requests.onGrow = (capacity) => {
    model.network?.grow(capacity);
    model.quality?.grow(capacity);
    for (const station of stations) station.grow(capacity);
  };
  model.requests.onGrow(model.requests.capacity);
  if (warmUpSeconds > 0) model.schedule(warmUpEnd, warmUpSeconds, 0, 0);
  else model.isMeasuring = true;
  for (const station of stations) station.start(model);
  watchSlos(model, scenario.slos);
  if (scenario.faults.length > 0) {
    new FaultPlan(scenario, model, (name) => new RandomStream(seed, replication, name, scenario.run.draws));
  }
  model.network?.start(model);
  shareSojourn(model);
  model.plainNetwork = PlainNetwork.of(model);
  return model;
}
