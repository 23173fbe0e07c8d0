import type { Problem } from '../../../kit/problem.ts';
import type { LooseGraph } from './loose-graph.ts';

/** A proxy is the client side of a call: there must be somebody to call, and another one to fall back to. */
export function findCallingProblems(graph: LooseGraph): Problem[] {
  return graph.components.flatMap(({ kind, index, ways, fallback }) => {
    if (kind !== 'proxy') return [];
    const { to } = (fallback ?? {}) as { to?: unknown };
    const called = ways.filter(({ path }) => !path.includes('.fallback.'));
    if (called.length === 0)
      return [
        {
          path: `components[${index}].to`,
          expected: 'the id of the component that is called',
          found: 'nothing',
          fix: 'Add "to", or remove the proxy.',
        },
      ];
    return called.some(({ id }) => id === to)
      ? [
          {
            path: `components[${index}].fallback.to`,
            expected: 'another component than the one that has failed',
            found: `"${String(to)}", which "to" names`,
            fix: 'Name another one, or remove it: more attempts at the same one are "retries".',
          },
        ]
      : [];
  });
}
