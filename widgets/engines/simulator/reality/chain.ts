import { describeFound, type Problem } from '../../../kit/problem.ts';
import { routesOf } from '../compile.ts';
import type { Component, ComponentOf, Scenario } from '../scenario.ts';
import { findUnexecutable } from './executable.ts';

/** The three ways from a source to the model that can be run for real. */
export type Chain =
  | {
      readonly regime: 'realTime';
      readonly source: ComponentOf<'traffic'>;
      readonly gateway: ComponentOf<'gateway'> | undefined;
      readonly server: ComponentOf<'modelServer'>;
    }
  | {
      readonly regime: 'streaming';
      readonly source: ComponentOf<'eventStream'>;
      readonly log: ComponentOf<'partitionedLog'>;
      readonly server: ComponentOf<'streamProcessor'>;
    }
  | { readonly regime: 'batch'; readonly source: ComponentOf<'dataset'>; readonly server: ComponentOf<'batchJob'> };

const WAYS =
  'traffic → modelServer, traffic → gateway → modelServer, eventStream → partitionedLog → streamProcessor, or dataset → batchJob';

/** The components in the order of the way that leads through all of them; fewer where it does not. */
function followWay({ components }: Scenario): readonly Component[] {
  const targets = new Set(components.flatMap((component) => routesOf(component.to).map(({ id }) => id)));
  const starts = components.filter(({ id }) => !targets.has(id));
  const way: Component[] = [];
  for (let next = starts.length === 1 ? starts[0] : undefined; next; ) {
    way.push(next);
    const routes = routesOf(next.to);
    next = routes.length === 1 ? components.find(({ id }) => id === routes[0]!.id) : undefined;
  }
  return way;
}

function asChain(way: readonly Component[]): Chain | undefined {
  const [first, second, third] = way;
  const last = way.at(-1);
  if (way.length === 2 && first?.kind === 'traffic' && last?.kind === 'modelServer')
    return { regime: 'realTime', source: first, gateway: undefined, server: last };
  if (way.length === 3 && first?.kind === 'traffic' && second?.kind === 'gateway' && third?.kind === 'modelServer')
    return { regime: 'realTime', source: first, gateway: second, server: third };
  if (
    way.length === 3 &&
    first?.kind === 'eventStream' &&
    second?.kind === 'partitionedLog' &&
    third?.kind === 'streamProcessor'
  )
    return { regime: 'streaming', source: first, log: second, server: third };
  if (way.length === 2 && first?.kind === 'dataset' && last?.kind === 'batchJob')
    return { regime: 'batch', source: first, server: last };
  return undefined;
}

/** The way of an accepted scenario, or every reason why it cannot be run for real. */
export function readChain(scenario: Scenario): { readonly chain: Chain | undefined; readonly problems: Problem[] } {
  const way = followWay(scenario);
  const chain = way.length === scenario.components.length ? asChain(way) : undefined;
  if (!chain) {
    const kinds = scenario.components.map(({ kind }) => kind).join(', ');
    const fix = 'Take one of these ways out into a scenario of its own, or simulate only.';
    return { chain, problems: [{ path: 'components', expected: `one way: ${WAYS}`, found: kinds, fix }] };
  }
  const problems = scenario.components.flatMap((component, index) =>
    findUnexecutable(component, `components[${index}]`),
  );
  const pathOf = (component: Component) => `components[${scenario.components.indexOf(component)}]`;
  const { serviceTime } = chain.server;
  if (serviceTime.distribution !== 'measured') {
    const fix = 'A real run takes the time of a real model: set it to "measured" and name one under "model".';
    const path = `${pathOf(chain.server)}.serviceTime.distribution`;
    problems.push({ path, expected: '"measured"', found: describeFound(serviceTime.distribution), fix });
  }
  if (chain.regime === 'realTime' && chain.source.arrivals.process === 'closed') {
    const fix =
      'Choose another arrival process: users who wait for answers before they ask again are not run for real.';
    const path = `${pathOf(chain.source)}.arrivals.process`;
    problems.push({ path, expected: 'an open loop', found: '"closed"', fix });
  }
  if (chain.regime === 'batch') {
    for (const key of ['everySeconds', 'rows'] as const) {
      if (chain.source[key] !== undefined) continue;
      const fix = `Give "${key}" in place of ${key === 'rows' ? '"arrivals"' : '"cron"'}.`;
      problems.push({ path: `${pathOf(chain.source)}.${key}`, expected: 'a number', found: 'nothing', fix });
    }
  }
  return { chain, problems };
}
