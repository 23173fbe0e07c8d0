import { isPlainLink, meanRoundTrip } from '../../engines/simulator/network/link-schema.ts';
import type { Component, ComponentOf, Scenario } from '../../engines/simulator/scenario.ts';

export type Server = ComponentOf<'modelServer'>;

/** Requests that go through open doors to the one model server, and nothing else: what the formulas of one queue are about. */
export interface ServerChain {
  readonly source: ComponentOf<'traffic'>;
  readonly server: Server;
  /** Calls that the server takes at once. */
  readonly servers: number;
  /** On the way there and back. */
  readonly roundTripSeconds: number;
}

const isOpenDoor = (component: Component): boolean =>
  component.kind === 'gateway' && !component.rateLimit && !component.shedding && component.timeoutSeconds === undefined;

/** Seconds there and back along a chain of components; undefined where a link is more than a delay. */
function roundTripAlong(chain: readonly Component[], { links }: Scenario): number | undefined {
  let seconds = 0;
  for (const [index, component] of chain.entries()) {
    const next = chain[index + 1];
    if (!next || next.place === component.place) continue;
    const link = links.find(({ from, to }) => [from, to].every((end) => end === component.place || end === next.place));
    if (!link) continue;
    if (!isPlainLink(link)) return undefined;
    seconds += meanRoundTrip(link);
  }
  return seconds;
}

/** The components from a source on, one after the other; undefined where the way parts. */
function wayFrom(source: Component, components: readonly Component[]): Component[] | undefined {
  const chain: Component[] = [];
  let next: Component | undefined = source;
  while (next) {
    chain.push(next);
    const to: unknown = next.to;
    if (to !== undefined && typeof to !== 'string') return undefined;
    next = components.find(({ id }) => id === to);
  }
  return chain;
}

/** The chain that a scenario is; undefined where it is more than that, or anything in it fails. */
export function serverChain(scenario: Scenario): ServerChain | undefined {
  const { components, faults } = scenario;
  const source = components.find((component) => component.kind === 'traffic');
  const chain = source && faults.length === 0 ? wayFrom(source, components) : undefined;
  const server = chain?.at(-1);
  if (!source || !chain || chain.length < components.length || server?.kind !== 'modelServer') return undefined;
  const roundTripSeconds = roundTripAlong(chain, scenario);
  if (roundTripSeconds === undefined || !chain.slice(1, -1).every(isOpenDoor)) return undefined;
  const servers = server.replicas * server.concurrency * server.instancesPerReplica;
  return { source, server, servers, roundTripSeconds };
}
