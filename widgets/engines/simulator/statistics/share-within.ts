import type { Objective } from '../scenario.ts';

/** The tightest upper bound that a scenario sets on its sojourn times, in seconds; undefined where it sets none. */
export function sojournObjective(objectives: readonly Objective[]): number | undefined {
  const bounds = objectives.flatMap(({ metric, atMost }) =>
    metric.startsWith('sojournTimeSeconds.') && atMost !== undefined ? [atMost] : [],
  );
  return bounds.length === 0 ? undefined : Math.min(...bounds);
}

/** Share of the counted values that are at most `bound`, found by halving; null when nothing was counted. */
export function shareWithin(
  histogram: { readonly count: number; quantile(probability: number): number | null },
  bound: number,
): number | null {
  const { count } = histogram;
  if (count === 0) return null;
  let within = 0;
  let beyond = count + 1;
  while (beyond - within > 1) {
    const rank = Math.floor((within + beyond) / 2);
    if (histogram.quantile((rank - 0.5) / count)! <= bound) within = rank;
    else beyond = rank;
  }
  return within / count;
}
