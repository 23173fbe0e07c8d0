import type { ComponentKind, Target } from './components/component-kind.ts';
import { componentKinds } from './components/index.ts';
import { defineEvent, RANK } from './event.ts';
import { Model } from './model.ts';
import { RandomStream } from './random.ts';
import type { Route } from './router.ts';
import type { Component, Scenario } from './scenario.ts';
import type { Curves } from './service/service-law.ts';
import type { BuildContext, Station } from './station.ts';
import { SourceStation } from './stations/source-station.ts';

const warmUpEnd = defineEvent('warmUpEnd', RANK.observation, (model) => {
  for (let i = 0; i < model.stations.length; i++) model.stations[i]!.statistics.startMeasuring(model.now);
});

/** The ways that `to` names: none, one, or several with weights. */
export function routesOf(to: Target | undefined): readonly { readonly id: string; readonly weight: number }[] {
  if (to === undefined) return [];
  return typeof to === 'string' ? [{ id: to, weight: 1 }] : to;
}

/** `to` of any component; undefined where requests end. */
export function targetOf(component: Component): Target | undefined {
  return component.to;
}

/** Index of the link between two places, −1 within one place or where there is none. */
export function linkBetween(scenario: Scenario, from: string, to: string): number {
  if (from === to) return -1;
  return scenario.links.findIndex(
    (link) => (link.from === from && link.to === to) || (link.from === to && link.to === from),
  );
}

function findRoutes(scenario: Scenario, from: Component, to: Target | undefined): readonly Route[] {
  return routesOf(to).map(({ id, weight }) => {
    const target = scenario.components.findIndex((component) => component.id === id);
    const link = linkBetween(scenario, from.place, scenario.components[target]!.place);
    return { target, weight, link, delaySeconds: link < 0 ? 0 : scenario.links[link]!.roundTripSeconds / 2 };
  });
}

function buildStation(scenario: Scenario, index: number, seed: number, replication: number, curves: Curves): Station {
  const component = scenario.components[index]!;
  const context: BuildContext = {
    index,
    durationSeconds: scenario.run.durationSeconds,
    warmUpSeconds: scenario.run.warmUpSeconds,
    curves,
    stream: (purpose) => new RandomStream(seed, replication, `${component.id}/${purpose}`),
    routes: (to) => findRoutes(scenario, component, to),
  };
  const kind = componentKinds.find((candidate) => candidate.kind === component.kind) as unknown as ComponentKind;
  return kind.build(component as never, context);
}

/** Stations that a request of this source may reach and where it draws something, nearest first. */
function findDraws(stations: readonly Station[], source: Station): readonly Station[] {
  const reached = [source];
  for (let i = 0; i < reached.length; i++) {
    for (const target of reached[i]!.router.targets) {
      const station = stations[target]!;
      if (!reached.includes(station)) reached.push(station);
    }
  }
  return reached.filter((station) => station.hasDraws);
}

/** Builds one replication of an accepted scenario, ready to run. Throws an `Error` when a measured service time has no curve. */
export function compile(scenario: Scenario, seed: number, replication: number, curves: Curves): Model {
  const { durationSeconds, warmUpSeconds } = scenario.run;
  const model = new Model(durationSeconds, warmUpSeconds);
  const stations = scenario.components.map((_, index) => buildStation(scenario, index, seed, replication, curves));
  model.stations = stations;
  model.drawsOf = stations.map((station) => (station instanceof SourceStation ? findDraws(stations, station) : []));
  model.isAnswered = Uint8Array.from(stations, (station) =>
    station instanceof SourceStation && station.isAnswered ? 1 : 0,
  );
  model.payloadBytes = Float64Array.from(stations, (station) =>
    station instanceof SourceStation ? station.payloadBytes : 0,
  );
  model.linkBytes = new Float64Array(scenario.links.length);
  model.requests.onGrow = (capacity) => {
    for (const station of stations) station.grow(capacity);
  };
  model.requests.onGrow(model.requests.capacity);
  if (warmUpSeconds > 0) model.schedule(warmUpEnd, warmUpSeconds, 0, 0);
  for (const station of stations) station.start(model);
  return model;
}
