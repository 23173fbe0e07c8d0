import { nearest } from '../../../kit/nearest.ts';
import { describeFound, type Problem } from '../../../kit/problem.ts';
import { knownMetrics } from '../metrics.ts';
import type { LooseGraph } from './loose-graph.ts';

/** Objectives that name no number of the result. */
export function findMetricProblems(graph: LooseGraph): Problem[] {
  const components = graph.components.flatMap(({ id, kind, spillOver }) =>
    id === undefined || kind === undefined ? [] : [{ id, kind, spillOver }],
  );
  const known = knownMetrics(components);
  return graph.metrics.flatMap(({ index, metric }) => {
    if (known.includes(metric)) return [];
    const near = nearest(metric, known);
    const fix =
      near === undefined
        ? 'Use the path of a number of the result, for example "sojournTimeSeconds.p95" or "components.<id>.utilisation".'
        : `Did you mean "${near}"?`;
    return [
      {
        path: `objectives[${index}].metric`,
        expected: 'the path of a number of the result',
        found: describeFound(metric),
        fix,
      },
    ];
  });
}
