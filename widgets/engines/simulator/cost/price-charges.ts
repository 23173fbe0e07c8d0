import type { Charge } from './charge.ts';

/** A line of the bill with its sum. */
export interface PricedCharge extends Charge {
  readonly total: number;
}

/** Which amounts a month has: those of the first tier without anything for nothing, or those of a month that is all like the run. */
export type TierRule = 'first' | 'month';

/** US dollars for `amount` units a month, of which those from a tier's start on cost its price. */
function tieredUsd({ usd, tiers = [] }: Charge, amount: number): number {
  let sum = 0;
  let from = 0;
  let price = usd;
  for (const tier of [...tiers, { from: Infinity, usd: 0 }]) {
    sum += Math.max(0, Math.min(amount, tier.from) - from) * price;
    from = tier.from;
    price = tier.usd;
  }
  return sum;
}

function totalsBy(charges: readonly Charge[], keyOf: (charge: Charge) => string): ReadonlyMap<string, number> {
  const totals = new Map<string, number>();
  for (const charge of charges) totals.set(keyOf(charge), (totals.get(keyOf(charge)) ?? 0) + charge.used);
  return totals;
}

const poolOf = ({ freePool, name }: Charge) => freePool ?? name;

/**
 * The sum of every line. By the rule `month`, amounts for nothing and cheaper tiers belong to the whole account: they are shared out among the lines in
 * proportion to what each used, so that the lines still add up to the bill. `months` is the measured time in months.
 */
export function priceCharges(charges: readonly Charge[], rule: TierRule, months: number): PricedCharge[] {
  if (rule === 'first') return charges.map((charge) => ({ ...charge, total: charge.used * charge.usd }));
  const pools = totalsBy(charges, poolOf);
  const names = totalsBy(charges, ({ name }) => name);
  return charges.map((charge) => {
    const { used, usd, tiers, freePerMonth } = charge;
    if (used === 0) return { ...charge, total: 0 };
    const inName = names.get(charge.name)!;
    const perUnit = tiers ? (months * tieredUsd(charge, inName / months)) / inName : usd;
    const freeShare =
      freePerMonth === undefined ? 0 : Math.min(1, (freePerMonth * months) / pools.get(poolOf(charge))!);
    // What is for nothing is taken off the first tier (AWS Lambda: the free amount counts towards the tiers).
    return { ...charge, total: Math.max(0, used * (perUnit - freeShare * usd)) };
  });
}
