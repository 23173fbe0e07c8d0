import type { Dated, PriceBook } from './price-book.ts';
import type { Usage } from './usage.ts';

/** What money is paid for: the parts of a breakdown. */
export const costCategories = [
  'compute',
  'gateway',
  'log',
  'functions',
  'storage',
  'egress',
  'addresses',
  'people',
] as const;
export type CostCategory = (typeof costCategories)[number];

/** A line of a bill: so many units at so much each. */
export interface Charge extends Dated {
  readonly category: CostCategory;
  readonly name: string;
  /** US dollars per unit of the first tier. */
  readonly usd: number;
  /** The unit, for example `hour`. */
  readonly per: string;
  readonly used: number;
  /** Units a month that cost nothing; all charges with the same `freePool` share them. */
  readonly freePerMonth?: number;
  readonly freePool?: string;
  /** Prices from so many units a month on, ascending. */
  readonly tiers?: readonly { readonly from: number; readonly usd: number }[];
}

const provenanceOf = ({ date, source, isAssumed }: Dated): Dated => ({ date, source, isAssumed });

/** Hours in a month as clouds count them: a year of 8,760 divided by twelve (AWS, Billing: 730 hours a month). */
export const HOURS_PER_MONTH = 730;

type UsageOf<Type extends Usage['type']> = Extract<Usage, { type: Type }>;

/**
 * Machine-hours at the price of how they are bought (Amazon EC2 pricing: per second, at least 60). A reservation pays for all the time of the machines
 * that it covers, at its discount; machines beyond are paid on demand.
 */
function instanceCharges(usage: UsageOf<'instance'>, book: PriceBook): Charge[] {
  const price = book.instances[usage.instance]!;
  const { purchase = 'onDemand', seconds, billedSeconds = seconds, committedSeconds = 0 } = usage;
  const line = { category: 'compute', name: usage.instance, per: 'hour' } as const;
  const onDemand = (used: number): Charge => ({
    ...line,
    usd: price.usdPerHour,
    used: used / 3600,
    ...provenanceOf(price),
  });
  if (purchase === 'onDemand') return [onDemand(billedSeconds)];
  const discount = book.discounts[purchase];
  const bought: Charge = {
    ...line,
    name: `${usage.instance} ${purchase}`,
    usd: price.usdPerHour * (1 - discount.share),
    used: (purchase === 'spot' ? billedSeconds : committedSeconds) / 3600,
    date: discount.date,
    source: `${price.source}; ${discount.source}`,
    isAssumed: price.isAssumed || discount.isAssumed,
  };
  const { uncommittedSeconds = 0 } = usage;
  return purchase === 'spot' || uncommittedSeconds === 0 ? [bought] : [bought, onDemand(uncommittedSeconds)];
}

function gatewayCharges({ product, requests }: UsageOf<'gateway'>, book: PriceBook): Charge[] {
  const price = book.gateways[product]!;
  const tiers = price.tiers?.map((tier) => ({ from: tier.fromMillionRequests, usd: tier.usdPerMillionRequests }));
  return [
    {
      category: 'gateway',
      name: product,
      usd: price.usdPerMillionRequests,
      per: 'million requests',
      used: requests / 1e6,
      ...(tiers ? { tiers } : {}),
      ...provenanceOf(price),
    },
  ];
}

/** Amazon Kinesis Data Streams pricing, provisioned mode: shard-hours and PUT payload units of 25 KB. */
function logCharges({ product, shardSeconds, putUnits }: UsageOf<'log'>, book: PriceBook): Charge[] {
  const price = book.logs[product]!;
  const line = { category: 'log', ...provenanceOf(price) } as const;
  return [
    { ...line, name: `${product} shard`, usd: price.usdPerShardHour, per: 'hour', used: shardSeconds / 3600 },
    {
      ...line,
      name: `${product} PUT units`,
      usd: price.usdPerMillionPutUnits,
      per: 'million units of 25 KiB',
      used: putUnits / 1e6,
    },
  ];
}

/**
 * Requests times their price plus gigabyte-seconds times theirs (and vCPU-seconds where they are charged apart); provisioned instances are charged for
 * all their time, and for their time with work at a price of their own (AWS Lambda pricing). What was not used is not listed.
 */
function functionCharges(usage: UsageOf<'function'>, book: PriceBook): Charge[] {
  const { product } = usage;
  const price = book.functions[product]!;
  const { provisioned, free } = price;
  const charge = (name: string, usd: number, per: string, used: number, more: Partial<Charge> = {}): Charge => ({
    category: 'functions',
    name: `${product} ${name}`,
    usd,
    per,
    used,
    ...provenanceOf(price),
    ...more,
  });
  const pool = (name: string, amount: number | undefined) =>
    amount === undefined ? {} : { freePerMonth: amount, freePool: `${price.provider} functions ${name}` };
  const tiers = price.tiers?.map((tier) => ({ from: tier.fromGbSeconds, usd: tier.usdPerGbSecond }));
  const duration = { ...pool('duration', free?.gbSeconds), ...(tiers ? { tiers } : {}) };
  return [
    charge(
      'requests',
      price.usdPerMillionRequests,
      'million requests',
      usage.requests / 1e6,
      pool('requests', free && free.requests / 1e6),
    ),
    charge('duration', price.usdPerGbSecond, 'GB-second', usage.gbSeconds, duration),
    charge('processor', price.usdPerVcpuSecond, 'vCPU-second', usage.vcpuSeconds),
    charge('provisioned', provisioned?.usdPerGbSecond ?? 0, 'GB-second', usage.provisionedGbSeconds),
    charge(
      'provisioned duration',
      provisioned?.usdPerActiveGbSecond ?? 0,
      'GB-second',
      usage.provisionedActiveGbSeconds,
    ),
  ].filter(({ usd, used }) => usd > 0 && used > 0);
}

/** Seconds in a month as clouds count them. */
const SECONDS_PER_MONTH = HOURS_PER_MONTH * 3600;

function storageCharges({ product, gbSeconds }: UsageOf<'storage'>, book: PriceBook): Charge[] {
  const price = book.storage[product]!;
  const used = gbSeconds / SECONDS_PER_MONTH;
  return [
    { category: 'storage', name: product, usd: price.usdPerGbMonth, per: 'GB-month', used, ...provenanceOf(price) },
  ];
}

/** The lines of the bill for what one component used. The names must be in the book. */
export function chargesOf(usage: Usage, book: PriceBook): Charge[] {
  switch (usage.type) {
    case 'instance':
      return instanceCharges(usage, book);
    case 'gateway':
      return gatewayCharges(usage, book);
    case 'log':
      return logCharges(usage, book);
    case 'storage':
      return storageCharges(usage, book);
    case 'function':
      return functionCharges(usage, book);
  }
}
