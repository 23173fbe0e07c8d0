import * as z from '../../../kit/zod.ts';

/**
 * The largest accepted prices: some forty times the dearest item on sale, so that a price in the wrong unit (per month in place of per hour, per
 * million in place of per thousand) is refused and no real one is.
 */
const MOST = {
  usdPerHour: 1000,
  watts: 20_000,
  memoryGb: 100_000,
  usdPerMillion: 1000,
  usdPerGbSecond: 0.01,
  usdPerGb: 10,
  amountPerMonth: 1e15,
  gramsPerKilowattHour: 3000,
} as const;

/** Tiers, each beginning above the one before. */
const ascending = <Tier>(startOf: (tier: Tier) => number) =>
  z.refine<Tier[]>((tiers) => tiers.every((tier, i) => i === 0 || startOf(tier) > startOf(tiers[i - 1]!)), {
    message: 'tiers that begin one above another | Sort them, and give each a start of its own.',
  });

const upTo = (most: number) => z.number().check(z.gte(0), z.lte(most));
const share = () => z.number().check(z.gte(0), z.lte(0.99));
const text = () => z.string().check(z.minLength(1), z.maxLength(400));

/** What every price in the book carries. Prices are illustrations with a date, not quotes. */
const dated = {
  date: z.string().check(z.regex(/^20\d\d(-\d\d){0,2}$/, 'a date such as 2026, 2026-08 or 2026-08-17 | Write it so.')),
  source: text(),
  /** True where nobody published it, or where it was not checked against who did. */
  isAssumed: z.boolean(),
};

/** Whose price it is: a key of `providers`. */
const provider = { provider: text() };

const instance = {
  ...provider,
  usdPerHour: upTo(MOST.usdPerHour),
  /** Power of the whole machine without work and at full load, in watts. */
  idleWatts: upTo(MOST.watts),
  maximumWatts: upTo(MOST.watts),
  memoryGb: upTo(MOST.memoryGb),
};
const gateway = {
  ...provider,
  usdPerMillionRequests: upTo(MOST.usdPerMillion),
  /** Cheaper ones beyond so many million requests a month, ascending. */
  tiers: z.optional(
    z
      .array(
        z.strictObject({
          fromMillionRequests: upTo(MOST.amountPerMonth),
          usdPerMillionRequests: upTo(MOST.usdPerMillion),
        }),
      )
      .check(ascending((tier: { fromMillionRequests: number }) => tier.fromMillionRequests)),
  ),
};
const log = {
  ...provider,
  usdPerShardHour: upTo(MOST.usdPerHour),
  usdPerMillionPutUnits: upTo(MOST.usdPerMillion),
  putUnitBytes: z.int().check(z.gte(1), z.lte(1e9)),
};
const functionProduct = {
  ...provider,
  usdPerMillionRequests: upTo(MOST.usdPerMillion),
  usdPerGbSecond: upTo(MOST.usdPerGbSecond),
  usdPerVcpuSecond: upTo(MOST.usdPerGbSecond),
  /** For all the time that instances are kept ready, and for their time with work; absent where no price is known. */
  provisioned: z.optional(
    z.strictObject({ usdPerGbSecond: upTo(MOST.usdPerGbSecond), usdPerActiveGbSecond: upTo(MOST.usdPerGbSecond) }),
  ),
  /** What an account gets for nothing each month. */
  free: z.optional(z.strictObject({ requests: upTo(MOST.amountPerMonth), gbSeconds: upTo(MOST.amountPerMonth) })),
  tiers: z.optional(
    z
      .array(z.strictObject({ fromGbSeconds: upTo(MOST.amountPerMonth), usdPerGbSecond: upTo(MOST.usdPerGbSecond) }))
      .check(ascending((tier: { fromGbSeconds: number }) => tier.fromGbSeconds)),
  ),
};
const storage = { ...provider, usdPerGbMonth: upTo(MOST.usdPerGb) };
const region = { ...provider, gramsPerKilowattHour: upTo(MOST.gramsPerKilowattHour) };
const providerFigures = { label: text(), powerUsageEffectiveness: z.number().check(z.gte(1), z.lte(5)) };
const publicIpv4 = { ...provider, usdPerHour: upTo(MOST.usdPerHour) };
const egress = { ...provider, usdPerGb: upTo(MOST.usdPerGb), freeGbPerMonth: upTo(MOST.amountPerMonth) };
const discount = { share: share() };
const carbon = {
  memoryKilowattHoursPerGbHour: upTo(1),
  networkKilowattHoursPerGb: upTo(10),
  /** Power of one vCPU without work and at full load, for functions, whose machines nobody publishes. */
  idleWattsPerVcpu: upTo(1000),
  maximumWattsPerVcpu: upTo(1000),
  /** How loaded a vCPU is on average while a function runs on it. */
  functionUtilisation: z.number().check(z.gte(0), z.lte(1)),
  /** The grid of everything whose place names none. */
  defaultRegion: text(),
  date: dated.date,
  source: dated.source,
};

type Shape = Record<string, z.ZodMiniType>;
const whole = <Own extends Shape>(own: Own) => z.strictObject({ ...own, ...dated });
const table = <Own extends Shape>(own: Own) => z.record(text(), whole(own));

const discounts = {
  spot: whole(discount),
  reserved1Year: whole(discount),
  reserved3Year: whole(discount),
};

/** A whole price book. */
export const priceBookSchema = z.strictObject({
  instances: table(instance),
  gateways: table(gateway),
  logs: table(log),
  functions: table(functionProduct),
  storage: table(storage),
  publicIpv4: whole(publicIpv4),
  egress: whole(egress),
  discounts: z.strictObject(discounts),
  providers: table(providerFigures),
  regions: table(region),
  carbon: z.strictObject(carbon),
});

const part = <Own extends Shape>(own: Own) => z.partial(z.strictObject({ ...own, ...dated }));
const parts = <Own extends Shape>(own: Own) => z.optional(z.record(text(), part(own)));

/** Prices in place of those of the built-in book: any table, any entry of it that is there, any key of an entry. */
export const priceChangesSchema = z.strictObject({
  instances: parts(instance),
  gateways: parts(gateway),
  logs: parts(log),
  functions: parts(functionProduct),
  storage: parts(storage),
  publicIpv4: z.optional(part(publicIpv4)),
  egress: z.optional(part(egress)),
  discounts: z.optional(
    z.strictObject({
      spot: z.optional(part(discount)),
      reserved1Year: z.optional(part(discount)),
      reserved3Year: z.optional(part(discount)),
    }),
  ),
  providers: parts(providerFigures),
  regions: parts(region),
  carbon: z.optional(z.partial(z.strictObject(carbon))),
});

export type PriceBook = z.output<typeof priceBookSchema>;
export type PriceChanges = z.output<typeof priceChangesSchema>;

/** The provenance of a price. */
export interface Dated {
  readonly date: string;
  readonly source: string;
  readonly isAssumed: boolean;
}
