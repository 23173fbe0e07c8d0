import type { Provenance } from '../../kit/provenance.ts';
import type { ViewRun } from './view-run.ts';

/** The dated prices that the runs were charged, each once; what is assumed says so by its source. */
export function priceProvenance(runs: readonly ViewRun[]): Provenance[] {
  const prices = new Map(runs.flatMap(({ result }) => result.cost.prices.map((price) => [price.name, price] as const)));
  if (prices.size === 0) return [];
  const named = [...prices.values()].map(
    ({ name, usd, per, source }) => `${name} ${usd} US dollars per ${per} (${source})`,
  );
  const dates = [...new Set([...prices.values()].map(({ date }) => date).filter((date) => date !== ''))].sort();
  const date = dates.length > 1 ? `${dates[0]} to ${dates.at(-1)}` : (dates[0] ?? 'no date');
  return [{ kind: 'assumed', source: named.join('; '), date }];
}
