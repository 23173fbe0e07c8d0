import * as z from '../../../kit/zod.ts';
import { choiceParameter, integerParameter, numberParameter } from '../parameter.ts';
import { gridShapes } from './grid-hours.ts';
import { storageProducts } from './price-book.ts';
import { priceChangesSchema } from './price-book-schema.ts';

const tiers = choiceParameter({
  label: 'Tiers',
  choices: ['first', 'month'],
  default: 'first',
  meaning:
    'Whether everything costs the price of the first tier; or as in a month that is all like the run, with what is for nothing each month and what becomes cheaper.',
  source: 'Price tiers of AWS Lambda, Amazon API Gateway and data transfer; a free amount belongs to the account.',
});

const usdPerDownMinute = numberParameter({
  label: 'Cost of a minute down',
  unit: 'USD',
  minimum: 0,
  maximum: 1e9,
  default: 0,
  meaning: 'What is lost with each minute of unanswered requests; told beside the bill, not in it.',
  source: 'Scenario format; seldom known, and the reason for redundancy.',
});

const hoursPerMonth = numberParameter({
  label: 'Hours of people',
  unit: 'h/month',
  minimum: 0,
  maximum: 1e6,
  default: 0,
  meaning: 'Time that people spend on running it, each month. Usually the largest cost of all.',
  source: 'Scenario format; total cost of ownership counts compute, storage, egress and people.',
});

const usdPerHour = numberParameter({
  label: 'Wage',
  unit: 'USD/h',
  minimum: 0,
  maximum: 10_000,
  default: 80,
  meaning: 'Cost of an hour of a person, with all that an employer pays.',
  source: 'Assumed: some 160,000 USD a year for 2,000 hours.',
});

const product = choiceParameter({
  label: 'Product',
  choices: storageProducts as readonly [string, ...string[]],
  default: 's3',
  meaning: 'Decides the price of a gigabyte for a month.',
  source: 'Price book: cost/price-book.json, dated list prices.',
});

const gb = numberParameter({
  label: 'Kept',
  unit: 'GB',
  minimum: 0,
  maximum: 1e9,
  default: 100,
  meaning: 'Gigabytes kept all the time: models, tables, images, logs.',
  source: 'Scenario format.',
});

const publicIpv4 = integerParameter({
  label: 'Public addresses',
  unit: 'addresses',
  minimum: 0,
  maximum: 100_000,
  default: 0,
  meaning: 'Public IPv4 addresses in use, each charged by the hour.',
  source: 'AWS charges for every public IPv4 address since 2024-02.',
});

const gridShape = choiceParameter({
  label: 'Course of the grid',
  choices: Object.keys(gridShapes) as [keyof typeof gridShapes, ...(keyof typeof gridShapes)[]],
  default: 'flat',
  meaning:
    'How the carbon intensity moves around its mean over a day, time 0 being midnight; it counts for batch jobs, whose hours are known.',
  source: 'Shapes assumed; grid operators publish the hours of theirs.',
});

/** The parameters of the bill, by the key of the scenario that holds them, for forms and the reference. */
export const billingParameters = {
  billing: { tiers: tiers.info, usdPerDownMinute: usdPerDownMinute.info },
  people: { hoursPerMonth: hoursPerMonth.info, usdPerHour: usdPerHour.info },
  gridShape: { gridShape: gridShape.info },
  standing: { 'storage[].product': product.info, 'storage[].gb': gb.info, publicIpv4: publicIpv4.info },
};

/** The keys of a scenario that say what it costs; each may be left out. */
export const billingShape = {
  billing: z.optional(
    z.strictObject({
      tiers: z._default(tiers.schema, 'first'),
      usdPerDownMinute: z._default(usdPerDownMinute.schema, 0),
    }),
  ),
  people: z.optional(z.strictObject({ hoursPerMonth: hoursPerMonth.schema, usdPerHour: usdPerHour.schema })),
  /** What is kept and paid for all the time, whatever the traffic. */
  standing: z.optional(
    z.strictObject({
      storage: z._default(z.array(z.strictObject({ product: product.schema, gb: gb.schema })), []),
      publicIpv4: z._default(publicIpv4.schema, 0),
    }),
  ),
  gridShape: z._default(gridShape.schema, 'flat'),
  /** Prices in place of those of the built-in book. */
  priceBook: z.optional(priceChangesSchema),
};

/** What of a scenario decides its bill beside what its parts use. */
export interface Billing {
  readonly billing?: { readonly tiers: 'first' | 'month'; readonly usdPerDownMinute: number } | undefined;
  readonly people?: { readonly hoursPerMonth: number; readonly usdPerHour: number } | undefined;
  readonly standing?:
    | { readonly storage: readonly { readonly product: string; readonly gb: number }[]; readonly publicIpv4: number }
    | undefined;
}
