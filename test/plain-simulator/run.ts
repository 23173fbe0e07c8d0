import type { Balancer } from './balancers.ts';
import { type Collector, type PlainRequest, Queue, server, source } from './station.ts';
import { World } from './world.ts';

interface PlainSetting {
  readonly gaps: Iterable<number>;
  readonly collect: Collector;
  readonly serviceTime: (size: number) => number;
  readonly servers: number;
  /** Gives each server its own queue; without it they share one. */
  readonly balancer?: (queues: readonly Queue[]) => Balancer;
}

/** Runs until everybody has been served and gives every request, in order of arrival. */
export function runPlain({ gaps, collect, serviceTime, servers, balancer }: PlainSetting): PlainRequest[] {
  const world = new World();
  const log: PlainRequest[] = [];
  const queues = Array.from({ length: balancer ? servers : 1 }, () => new Queue());
  for (let i = 0; i < servers; i++) world.spawn(server(world, queues[i % queues.length]!, collect, serviceTime));
  world.spawn(source(world, gaps, balancer ? balancer(queues) : () => queues[0]!, log));
  world.run();
  return log;
}
