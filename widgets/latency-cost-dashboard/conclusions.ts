import { formatNumber, formatPercent, formatSeconds, formatUsd } from '../kit/format.ts';
import type { ComparisonRow } from './comparison-row.ts';
import { costParts } from './cost-parts.ts';
import { paretoFrontier } from './pareto.ts';

const NOTHING = 'No deployment has completed a prediction yet.';

function smallest<T>(items: readonly T[], by: (item: T) => number | null): T | undefined {
  return items
    .filter((item) => by(item) !== null)
    .reduce<T | undefined>((best, item) => (best === undefined || by(item)! < by(best)! ? item : best), undefined);
}

function largest<T>(items: readonly T[], by: (item: T) => number | null): T | undefined {
  return smallest(items, (item) => {
    const value = by(item);
    return value === null ? null : -value;
  });
}

/** "12 times", or "1.4 times": how often one number goes into another. */
function times(large: number, small: number): string {
  const ratio = large / small;
  return `${ratio < 10 ? ratio.toFixed(1) : formatNumber(Math.round(ratio))} times`;
}

const list = new Intl.ListFormat('en-GB', { type: 'conjunction' });

/** The deployment with the lowest cost per prediction among those whose 95th percentile is within the limit; undefined when none is. */
export function cheapestWithin(rows: readonly ComparisonRow[], limitSeconds: number): ComparisonRow | undefined {
  const fitting = rows.filter((row) => row.p95Seconds !== null && row.p95Seconds <= limitSeconds);
  return smallest(fitting, (row) => row.usdPer1000);
}

/** Which deployment keeps the limit for the least money, or which comes nearest to it. */
export function concludeChoice(rows: readonly ComparisonRow[], limitSeconds: number): string {
  const limit = formatSeconds(limitSeconds);
  const best = cheapestWithin(rows, limitSeconds);
  if (best) {
    return `The cheapest that answers 95 in 100 within ${limit} is ${best.label}: ${formatUsd(best.usdPer1000!)} per 1000 predictions, 95th percentile ${formatSeconds(best.p95Seconds!)}.`;
  }
  const nearest = smallest(rows, (row) => row.p95Seconds);
  if (!nearest) return NOTHING;
  return `None answers 95 in 100 within ${limit}; ${nearest.label} comes nearest with ${formatSeconds(nearest.p95Seconds!)}.`;
}

/** Who is fastest and slowest at the median, and whose tail is longest beside its own median. */
export function concludeLatency(rows: readonly ComparisonRow[]): string {
  const fast = smallest(rows, (row) => row.p50Seconds);
  const slow = largest(rows, (row) => row.p50Seconds);
  if (!fast || !slow) return NOTHING;
  const tail = largest(rows, (row) => (row.p99Seconds === null ? null : row.p99Seconds / row.p50Seconds!))!;
  const spread = `In ${tail.label} the slowest in a hundred take at least ${times(tail.p99Seconds!, tail.p50Seconds!)} its median.`;
  if (fast === slow) return `Half of ${fast.label} is done within ${formatSeconds(fast.p50Seconds!)}. ${spread}`;
  const compared = `At the median ${fast.label} is fastest with ${formatSeconds(fast.p50Seconds!)} and ${slow.label} slowest with ${formatSeconds(slow.p50Seconds!)}, ${times(slow.p50Seconds!, fast.p50Seconds!)} as long.`;
  return `${compared} ${spread}`;
}

/** Who costs least and most, and what the dearest pays for. */
export function concludeCost(rows: readonly ComparisonRow[]): string {
  const cheap = smallest(rows, (row) => row.usdPer1000);
  const dear = largest(rows, (row) => row.usdPer1000);
  if (!cheap || !dear) return NOTHING;
  if (cheap === dear) return `${cheap.label} costs ${formatUsd(cheap.usdPer1000!)} per 1000 predictions.`;
  const ratio = cheap.usdPer1000! > 0 ? `, ${times(dear.usdPer1000!, cheap.usdPer1000!)} as much` : '';
  const compared = `${cheap.label} costs least, ${formatUsd(cheap.usdPer1000!)} per 1000 predictions; ${dear.label} costs most, ${formatUsd(dear.usdPer1000!)}${ratio}.`;
  const main = costParts([dear])[0];
  if (!main) return compared;
  return `${compared} ${formatPercent(dear.partsUsdPer1000[main.id]! / dear.usdPer1000!)} of the dearest is ${main.label.toLowerCase()}.`;
}

/** The deployments that are on the frontier of 95th percentile and cost, in rising order of latency. */
export function frontierOf(rows: readonly ComparisonRow[]): ComparisonRow[] {
  const points = rows.flatMap((row) =>
    row.p95Seconds === null || row.usdPer1000 === null ? [] : [{ id: row.id, x: row.p95Seconds, y: row.usdPer1000 }],
  );
  return paretoFrontier(points).map((id) => rows.find((row) => row.id === id)!);
}

/** Which deployments are worth choosing among: those that no other beats in both respects. */
export function concludePlane(rows: readonly ComparisonRow[]): string {
  const best = frontierOf(rows);
  if (best.length === 0) return NOTHING;
  const names = list.format(best.map((row) => row.label));
  if (best.length === 1) return `${names} is both faster (at the 95th percentile) and cheaper than every other.`;
  return `${formatNumber(best.length)} of ${rows.length} are beaten by no other in both 95th percentile and cost: ${names}.`;
}
