import { describeFound, type Problem } from '../../../kit/problem.ts';
import type { LooseComponent, LooseGraph } from './loose-graph.ts';

type ById = ReadonlyMap<string, LooseComponent>;

/** A log is read by the consumers of one stream processor, and a stream processor reads one log. */
export function findStreamingProblems(graph: LooseGraph, byId: ById): Problem[] {
  return graph.components.flatMap((component) => {
    if (component.kind === 'partitionedLog') return logProblems(component, `components[${component.index}]`, byId);
    if (component.kind !== 'streamProcessor') return [];
    const feeders = graph.components.filter((from) => from.ways.some((way) => byId.get(way.id) === component));
    return [...wrongFeeders(component, feeders), ...idleConsumers(component, feeders)];
  });
}

function wrongFeeders({ index }: LooseComponent, feeders: readonly LooseComponent[]): Problem[] {
  const wrong = feeders.filter((from) => from.isKnownKind && from.kind !== 'partitionedLog');
  if (wrong.length === 0 && feeders.length > 1) {
    return [
      {
        path: `components[${index}]`,
        expected: 'one partitionedLog that leads here',
        found: `${feeders.length}`,
        fix: 'Give each log a streamProcessor of its own.',
      },
    ];
  }
  return wrong.map((from) => ({
    path: `components[${from.index}].to`,
    expected: 'a partitionedLog before a streamProcessor',
    found: `${describeFound(from.kind)} sending to it directly`,
    fix: 'Put a partitionedLog between the two.',
  }));
}

function idleConsumers({ index, consumers, group }: LooseComponent, feeders: readonly LooseComponent[]): Problem[] {
  const partitions = feeders.find((from) => from.kind === 'partitionedLog')?.partitions ?? Infinity;
  // In a group whose members may die, those without a partition stand by: that is announced, not refused.
  if (consumers <= partitions || group !== undefined) return [];
  return [
    {
      path: `components[${index}].consumers`,
      expected: `at most ${partitions}, the partitions of its log`,
      found: `${consumers}`,
      fix: 'A consumer without a partition never works: use fewer consumers or more partitions.',
    },
  ];
}

function logProblems(log: LooseComponent, path: string, byId: ById): Problem[] {
  const targets = log.ways.map((way) => byId.get(way.id)).filter((target) => target !== undefined);
  if (log.ways.length === 1 && targets.every((target) => target.kind === 'streamProcessor' || !target.isKnownKind))
    return [];
  const found =
    log.ways.length === 0 ? 'nothing' : targets.map((target) => `${describeFound(target.kind)}`).join(' and ');
  return [
    {
      path: `${path}.to`,
      expected: 'the id of one streamProcessor',
      found,
      fix: 'Records stay in a log until a streamProcessor reads them: send the log to one.',
    },
  ];
}
