import { describeFound, type Problem } from '../../../kit/problem.ts';
import type { LooseComponent, LooseGraph } from './loose-graph.ts';

type ById = ReadonlyMap<string, LooseComponent>;

/** A load balancer chooses among the replicas of one model server, which have queues of their own and no other balancer. */
export function findBalancingProblems(graph: LooseGraph, byId: ById): Problem[] {
  const balancers = graph.components.filter((component) => component.kind === 'loadBalancer');
  return balancers.flatMap((balancer) => {
    const path = `components[${balancer.index}].to`;
    const targets = balancer.ways.map((way) => byId.get(way.id)).filter((target) => target !== undefined);
    // A way that leads nowhere, or a kind that is unknown, is told of already.
    if (targets.length < balancer.ways.length || targets.some((target) => !target.isKnownKind)) return [];
    const [target] = targets;
    if (targets.length !== 1 || target!.kind !== 'modelServer') {
      const found = targets.length === 0 ? 'nothing' : targets.map(({ kind }) => describeFound(kind)).join(' and ');
      return [{ path, expected: 'the id of one modelServer', found, fix: 'Send it to one modelServer.' }];
    }
    return [
      ...sharedQueue(target!),
      ...manyWeights(balancer, target!),
      ...secondBalancer(balancer, target!, balancers, path),
    ];
  });
}

function sharedQueue({ index, queues }: LooseComponent): Problem[] {
  if (queues === 'perReplica') return [];
  return [
    {
      path: `components[${index}].queues`,
      expected: '"perReplica" behind a load balancer',
      found: describeFound(queues),
      fix: 'Set "queues" to "perReplica", or remove the load balancer: with one queue there is nothing to choose.',
    },
  ];
}

/** Turns by weight look at every replica for every request. */
const MOST_WITH_WEIGHTS = 100;

function manyWeights(balancer: LooseComponent, target: LooseComponent): Problem[] {
  if (!balancer.hasWeights || (target.replicas <= MOST_WITH_WEIGHTS && !target.isScaled)) return [];
  return [
    {
      path: `components[${balancer.index}].weights`,
      expected: `weights of at most ${MOST_WITH_WEIGHTS} replicas that stay`,
      found: target.isScaled ? 'replicas that come and go' : `${target.replicas} replicas`,
      fix: 'Remove the weights, or use fewer replicas without autoscaling.',
    },
  ];
}

function secondBalancer(
  balancer: LooseComponent,
  target: LooseComponent,
  balancers: readonly LooseComponent[],
  path: string,
): Problem[] {
  const first = balancers.find((other) => other.ways.some((way) => way.id === target.id));
  if (first === balancer) return [];
  return [
    {
      path,
      expected: `one load balancer in front of "${target.id}"`,
      found: `a second one, after components[${first!.index}]`,
      fix: 'Remove one; for several side by side set "balancers" of the first.',
    },
  ];
}
