import { componentKinds } from '../../engines/simulator/components/index.ts';
import type { ParameterInfo } from '../../engines/simulator/parameter.ts';
import { linkParameters, type Scenario } from '../../engines/simulator/scenario.ts';
import { numberAt, valueAt } from '../setting-path.ts';

/** A number of a scenario that a student may change. */
export interface NumberPlace {
  /** As the command line's --sweep has it: `components.model.replicas`, `links.0.roundTripSeconds`. */
  readonly path: string;
  /** What it belongs to: a component's id, or the two ends of a link. */
  readonly owner: string;
  readonly label: string;
  readonly unit: string;
  readonly value: number;
  readonly isWhole: boolean;
  /** What the simulator accepts. */
  readonly minimum: number;
  readonly maximum: number;
  readonly meaning: string;
}

function placeOf(scenario: Scenario, path: string, owner: string, info: ParameterInfo): NumberPlace[] {
  if (info.kind !== 'number' && info.kind !== 'integer') return [];
  const value = numberAt(scenario, path.split('.'));
  if (value === undefined) return [];
  const { label, unit, minimum = -Infinity, maximum = Infinity, meaning } = info;
  return [{ path, owner, label, unit, value, isWhole: info.kind === 'integer', minimum, maximum, meaning }];
}

/** The numbers that an accepted scenario holds, component by component, then link by link; each path once. */
export function numberPlaces(scenario: Scenario): NumberPlace[] {
  const ofComponents = scenario.components.flatMap(({ id, kind }) => {
    const { parameters } = componentKinds.find((one) => one.kind === kind)!;
    return parameters.flatMap((parameter) => {
      const { path, when } = parameter;
      // One key may mean different things under different choices of another.
      const stands = !when || valueAt(scenario, ['components', id, ...when.path.split('.')]) === when.is;
      return stands ? placeOf(scenario, `components.${id}.${path}`, id, parameter) : [];
    });
  });
  const ofLinks = scenario.links.flatMap(({ from, to }, index) =>
    Object.entries(linkParameters).flatMap(([key, info]) =>
      placeOf(scenario, `links.${index}.${key}`, `${from} to ${to}`, info),
    ),
  );
  return [...new Map([...ofComponents, ...ofLinks].map((place) => [place.path, place])).values()];
}
