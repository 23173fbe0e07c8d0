import type { CostOfUsage, PriceUsed } from './cost-of-usage.ts';
import type { PriceBook } from './price-book.ts';
import type { Usage } from './usage.ts';

/**
 * Requests times their price plus gigabyte-seconds times theirs (and vCPU-seconds where they are charged apart); provisioned instances are charged for
 * all their time, and for their time with work at a price of their own (serving semantics 12.1 and 12.2). First tier, no free tier.
 */
export function costOfFunctions(usage: Extract<Usage, { type: 'function' }>, book: PriceBook): CostOfUsage {
  const price = book.functions[usage.product]!;
  const { date, source, isAssumed, provisioned } = price;
  const lines = [
    { name: 'requests', usd: price.usdPerMillionRequests, per: 'million requests', used: usage.requests / 1e6 },
    { name: 'duration', usd: price.usdPerGbSecond, per: 'GB-second', used: usage.gbSeconds },
    { name: 'processor', usd: price.usdPerVcpuSecond, per: 'vCPU-second', used: usage.vcpuSeconds },
    { name: 'provisioned', usd: provisioned?.usdPerGbSecond ?? 0, per: 'GB-second', used: usage.provisionedGbSeconds },
    {
      name: 'provisioned duration',
      usd: provisioned?.usdPerActiveGbSecond ?? 0,
      per: 'GB-second',
      used: usage.provisionedActiveGbSeconds,
    },
  ];
  const prices: PriceUsed[] = lines
    .filter(({ usd, used }) => usd > 0 && used > 0)
    .map(({ name, usd, per }) => ({ name: `${usage.product} ${name}`, usd, per, date, source, isAssumed }));
  return { category: 'functions', usd: lines.reduce((sum, { usd, used }) => sum + usd * used, 0), prices };
}
