import { type CostCategory, chargesOf } from './charge.ts';
import type { Dated, PriceBook } from './price-book.ts';
import { priceCharges } from './price-charges.ts';
import type { Usage } from './usage.ts';

/** One price that entered a cost, with its provenance. */
export interface PriceUsed extends Dated {
  readonly name: string;
  readonly usd: number;
  /** Unit of the price, for example `hour`. */
  readonly per: string;
}

/** The cost of one component's usage, by what is paid for. */
export interface CostOfUsage {
  readonly category: CostCategory;
  readonly usd: number;
  readonly prices: readonly PriceUsed[];
}

const CATEGORIES = {
  instance: 'compute',
  gateway: 'gateway',
  log: 'log',
  storage: 'storage',
  function: 'functions',
} as const satisfies Record<Usage['type'], CostCategory>;

/** What a usage is paid for as, in a breakdown. */
export const categoryOf = (usage: Usage): CostCategory => CATEGORIES[usage.type];

/** What one usage alone costs at the prices of the first tier. */
export function costOfUsage(usage: Usage, book: PriceBook): CostOfUsage {
  const charges = priceCharges(chargesOf(usage, book), 'first', 1);
  return {
    category: categoryOf(usage),
    usd: charges.reduce((sum, { total }) => sum + total, 0),
    prices: charges.map(({ name, usd, per, date, source, isAssumed }) => ({ name, usd, per, date, source, isAssumed })),
  };
}
