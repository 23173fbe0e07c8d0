import { maximumReplicasOf } from '../autoscaling/schema.ts';
import type { ComponentKind } from '../components/component-kind.ts';
import { componentKinds } from '../components/index.ts';
import { placeNamed } from '../network/places.ts';
import type { Component, Scenario } from '../scenario.ts';
import type { FaultSites } from './scopes/fault-scope.ts';

const kindOf = (component: Component): ComponentKind =>
  componentKinds.find(({ kind }) => kind === component.kind) as unknown as ComponentKind;

/** Units of a component that may fail on their own; undefined for kinds that only fail as a whole. */
export function faultUnitsOf(component: Component): number | undefined {
  return kindOf(component).faultUnits?.(component as never);
}

export function isSource(component: Component): boolean {
  return kindOf(component).family === 'source';
}

/** Machines under the replicas of a component: as many as it may have, or as its most replicas need. */
export function machinesOf(component: Component): number | undefined {
  const autoscaling = 'autoscaling' in component ? component.autoscaling : undefined;
  if (!autoscaling?.nodes) return undefined;
  const { maximumNodes = Infinity, slotsPerNode } = autoscaling.nodes;
  return Math.min(maximumNodes, Math.ceil((faultUnitsOf(component) ?? maximumReplicasOf(autoscaling)) / slotsPerNode));
}

/** What of the scenario the scopes of its faults look at. */
export function sitesOf({ components, places }: Scenario): FaultSites {
  const within = (key: 'zone' | 'region', name: string) =>
    components.flatMap((component, index) =>
      !isSource(component) && placeNamed(places, component.place)[key] === name ? [index] : [],
    );
  return {
    indexOf: (id) => components.findIndex((component) => component.id === id),
    unitsOf: (index) => faultUnitsOf(components[index]!) ?? 1,
    machinesOf: (index) => machinesOf(components[index]!),
    inZone: (zone) => within('zone', zone),
    inRegion: (region) => within('region', region),
  };
}
