import { nearest } from '../../../kit/nearest.ts';
import { describeFound, type Problem } from '../../../kit/problem.ts';
import { knownMetrics } from '../metrics.ts';
import type { LooseGraph } from './loose-graph.ts';

/** Objectives that name no number of the result. */
export function findMetricProblems(graph: LooseGraph): Problem[] {
  const components = graph.components.flatMap(({ id, kind, ...keys }) =>
    id === undefined || kind === undefined ? [] : [{ ...keys, id, kind }],
  );
  const known = knownMetrics(
    components,
    graph.hasFaults,
    graph.links.map(({ keys }) => keys),
  );
  return graph.metrics.flatMap(({ path, metric }) => {
    if (known.includes(metric)) return [];
    const near = nearest(metric, known);
    const fix =
      near === undefined
        ? 'Use the path of a number of the result, for example "sojournTimeSeconds.p95" or "components.<id>.utilisation".'
        : `Did you mean "${near}"?`;
    return [
      {
        path,
        expected: 'the path of a number of the result',
        found: describeFound(metric),
        fix,
      },
    ];
  });
}
