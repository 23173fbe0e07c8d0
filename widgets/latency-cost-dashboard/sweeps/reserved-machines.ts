import { maximumReplicasOf } from '../../engines/simulator/autoscaling/schema.ts';
import { reserved } from '../../engines/simulator/components/compute-parameters.ts';
import type { Component, Scenario } from '../../engines/simulator/scenario.ts';
import type { NumberPlace } from '../comparing/number-places.ts';

type Reservable = Extract<Component, { reserved?: number | undefined }>;

const isReservable = (component: Component): component is Reservable =>
  component.kind === 'modelServer' || component.kind === 'llmServer' || component.kind === 'streamProcessor';

const isReserved = ({ purchase }: Reservable) => purchase === 'reserved1Year' || purchase === 'reserved3Year';
const configured = (component: Reservable) =>
  component.kind === 'streamProcessor' ? component.consumers : component.replicas;

/** Machines that there are at once, at most: to reserve more would pay for what is never there. */
function mostMachines(component: Reservable): number {
  const autoscaling = 'autoscaling' in component ? component.autoscaling : undefined;
  return Math.max(configured(component), autoscaling ? maximumReplicasOf(autoscaling) : 0);
}

const ENDING = '.reserved';
const pathOf = ({ id }: Component) => `components.${id}${ENDING}`;

/** Whether a swept number is how many machines are reserved. */
export const isReservedPlace = ({ path }: Pick<NumberPlace, 'path'>): boolean => path.endsWith(ENDING);

/** For each component whose machines stay: how many of them are reserved, from none to as many as there may be at once. */
export function reservedPlaces({ components }: Scenario): NumberPlace[] {
  return components.filter(isReservable).map((component) => ({
    ...{ path: pathOf(component), owner: component.id, label: reserved.info.label, unit: '', isWhole: true },
    ...{ minimum: 0, maximum: mostMachines(component), meaning: reserved.info.meaning },
    value: isReserved(component) ? (component.reserved ?? configured(component)) : 0,
  }));
}

/** The scenario with reservations at these paths, so that their number can be set: for a year, where it is not said otherwise. */
export function withReservations(scenario: Scenario, paths: readonly string[]): Scenario {
  const components = scenario.components.map((component): Component => {
    if (!isReservable(component) || !paths.includes(pathOf(component))) return component;
    const purchase = isReserved(component) ? component.purchase : 'reserved1Year';
    return { ...component, purchase, reserved: component.reserved ?? configured(component) };
  });
  return { ...scenario, components };
}
