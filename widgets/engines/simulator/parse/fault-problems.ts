import { nearest } from '../../../kit/nearest.ts';
import { describeFound, type Problem } from '../../../kit/problem.ts';
import type { Fault } from '../faults/schema.ts';
import { faultUnitsOf, isSource, machinesOf, sitesOf } from '../faults/sites.ts';
import { placeNamed } from '../network/places.ts';
import type { Component, Scenario } from '../scenario.ts';

/** Faults that contradict the scenario: of what is not there, or of parts that a component does not have. Its graph has been found right. */
export function findFaultProblems(scenario: Scenario): Problem[] {
  return scenario.faults.flatMap((fault, index) => {
    const path = `faults[${index}]`;
    if (fault.scope === 'region') return placeProblems(scenario, path, 'region', fault.region);
    if (fault.scope === 'zone' && fault.zone !== undefined) return placeProblems(scenario, path, 'zone', fault.zone);
    const { component: id } = fault;
    const component = scenario.components.find((candidate) => candidate.id === id);
    if (!component) return id === undefined ? [] : [unknownComponent(scenario, path, id)];
    if (isSource(component)) return [sourceProblem(path, component)];
    return fault.scope === 'dependency' ? [] : partProblems(path, fault, component);
  });
}

function unknownComponent({ components }: Scenario, path: string, id: string): Problem {
  const ids = components.map((component) => component.id);
  const near = nearest(id, ids);
  return {
    path: `${path}.component`,
    expected: 'the id of a component',
    found: describeFound(id),
    fix: near === undefined ? `Use one of ${ids.join(', ')}.` : `Did you mean "${near}"?`,
  };
}

function sourceProblem(path: string, { id, kind }: Component): Problem {
  return {
    path: `${path}.component`,
    expected: 'a component that takes requests',
    found: `${describeFound(id)} of the kind ${kind}`,
    fix: 'Who asks does not fail here: name what serves the requests.',
  };
}

function partProblems(path: string, fault: Exclude<Fault, { scope: 'region' | 'dependency' }>, component: Component) {
  const units = faultUnitsOf(component);
  if (units === undefined) {
    return [
      {
        path: `${path}.component`,
        expected: 'a component with replicas, workers or consumers',
        found: `${describeFound(component.id)} of the kind ${component.kind}`,
        fix: 'It goes down only as a whole: use the scope "dependency", or "zone" with the zone of its place.',
      },
    ];
  }
  const most = `${describeFound(component.id)} has ${units}`;
  if (fault.scope === 'instance' && fault.replica !== undefined && fault.replica >= units)
    return [tooLarge(`${path}.replica`, `a number below ${units}, because ${most}`, fault.replica)];
  if (fault.scope === 'zone' && fault.zones !== undefined && fault.zones > units)
    return [tooLarge(`${path}.zones`, `at most ${units}, because ${most}`, fault.zones)];
  return fault.scope === 'node' ? nodeProblems(path, fault.replicasPerNode, component) : [];
}

const tooLarge = (path: string, expected: string, found: number): Problem => ({
  path,
  expected,
  found: `${found}`,
  fix: 'Lower it, or add replicas.',
});

function nodeProblems(path: string, perNode: number | undefined, component: Component): Problem[] {
  const hasNodes = machinesOf(component) !== undefined;
  if (hasNodes === (perNode === undefined)) return [];
  return [
    {
      path: `${path}.replicasPerNode`,
      expected: hasNodes
        ? `nothing beside autoscaling.nodes of "${component.id}"`
        : 'how many replicas stand on a node',
      found: describeFound(perNode),
      fix: hasNodes
        ? 'Remove it: the nodes know what stands on them.'
        : 'Add it, or give the component autoscaling.nodes.',
    },
  ];
}

function placeProblems(scenario: Scenario, path: string, key: 'zone' | 'region', name: string): Problem[] {
  const sites = sitesOf(scenario);
  if ((key === 'zone' ? sites.inZone(name) : sites.inRegion(name)).length > 0) return [];
  const names = scenario.components
    .filter((component) => !isSource(component))
    .map(({ place }) => placeNamed(scenario.places, place)[key]);
  const known = [...new Set(names)];
  const near = nearest(name, known);
  return [
    {
      path: `${path}.${key}`,
      expected: `a ${key} in which a component stands`,
      found: describeFound(name),
      fix:
        near === undefined
          ? `Use one of ${known.join(', ')}, or name the ${key} in "places".`
          : `Did you mean "${near}"?`,
    },
  ];
}
