import type { CostResult } from '../result.ts';
import type { Link } from '../scenario.ts';
import { carbonOfUsage } from './carbon.ts';
import { costOfUsage, type PriceUsed } from './cost-of-usage.ts';
import { priceBook } from './price-book.ts';
import type { Usage } from './usage.ts';

/** Bytes in a gigabyte as clouds charge for transfer. */
const BYTES_PER_GB = 1e9;

export interface ScenarioCost {
  readonly cost: CostResult;
  readonly carbonGrams: number;
  /** Keyed by component id. */
  readonly costUsdOf: Readonly<Record<string, number>>;
}

/**
 * Adds up what the components used and what the links carried. `measuredSeconds` is the simulated time after the warm-up over all replications,
 * `completed` the requests completed in it.
 */
export function costScenario(
  usages: Readonly<Record<string, Usage | undefined>>,
  links: readonly Link[],
  linkBytes: Float64Array,
  measuredSeconds: number,
  completed: number,
): ScenarioCost {
  const breakdown: Record<string, number> = {};
  const costUsdOf: Record<string, number> = {};
  const prices = new Map<string, PriceUsed>();
  let carbonGrams = 0;
  for (const [id, usage] of Object.entries(usages)) {
    costUsdOf[id] = 0;
    if (!usage) continue;
    const { category, usd, prices: used } = costOfUsage(usage, priceBook);
    costUsdOf[id] = usd;
    breakdown[category] = (breakdown[category] ?? 0) + usd;
    for (const price of used) prices.set(price.name, price);
    carbonGrams += carbonOfUsage(usage, priceBook);
  }
  links.forEach((link, i) => {
    if (link.usdPerGb === 0) return;
    breakdown['egress'] = (breakdown['egress'] ?? 0) + (linkBytes[i]! / BYTES_PER_GB) * link.usdPerGb;
    const name = `link ${link.from} – ${link.to}`;
    prices.set(name, { name, usd: link.usdPerGb, per: 'GB', date: '', source: 'the scenario', isAssumed: true });
  });
  const totalUsd = Object.values(breakdown).reduce((sum, usd) => sum + usd, 0);
  const cost = {
    totalUsd,
    usdPerDay: (totalUsd / measuredSeconds) * 86_400,
    usdPer1000Completed: completed > 0 ? (totalUsd / completed) * 1000 : null,
    breakdown,
    prices: [...prices.values()],
  };
  return { cost, carbonGrams, costUsdOf };
}
