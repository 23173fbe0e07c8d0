import * as z from '../../kit/zod.ts';
import { describeFound, type Parsed, type Problem } from '../../kit/problem.ts';
import { formatUsd } from '../../kit/format.ts';

/** What is not in the price book: people's time, and the currency that a student thinks in. Part of what is kept and shared. */
export const ownCostsSchema = z.strictObject({
  /** Hours of people a month, for each alternative. */
  hoursPerMonth: z.number().check(z.gte(0), z.lte(1e6)),
  usdPerHour: z.number().check(z.gte(0), z.lte(10_000)),
  /** Three letters, ISO 4217. */
  currency: z.string().check(z.regex(/^[A-Z]{3}$/, 'three capital letters such as EUR')),
  /** How much of it a US dollar buys. */
  perUsd: z.number().check(z.gte(1e-6), z.lte(1e6)),
});

export type OwnCosts = z.output<typeof ownCostsSchema>;

export type OwnCostFields = Readonly<Record<'hoursPerMonth' | 'usdPerHour' | 'perUsd', number | null>> & {
  readonly currency: string;
};

/** No people yet; their wage as the simulator assumes it. */
export const usualOwnCosts: OwnCosts = { hoursPerMonth: 0, usdPerHour: 80, currency: 'USD', perUsd: 1 };

/** Hours in a month as clouds count them (AWS, Billing: 730), as in the simulator. */
const HOURS_PER_MONTH = 730;

/** The costs that the fields describe; or what is out of range, with the field as the path. */
export function readOwnCosts(fields: OwnCostFields): Parsed<OwnCosts> {
  const range = (path: 'hoursPerMonth' | 'usdPerHour' | 'perUsd', minimum: number, maximum: number): Problem[] => {
    const value = fields[path];
    if (value !== null && value >= minimum && value <= maximum) return [];
    return [
      { path, expected: `from ${minimum} to ${maximum}`, found: describeFound(value ?? undefined), fix: 'Change it.' },
    ];
  };
  const letters = /^[A-Z]{3}$/.test(fields.currency)
    ? []
    : [
        {
          path: 'currency',
          expected: 'three capital letters such as EUR',
          found: describeFound(fields.currency),
          fix: 'Write the code of the currency.',
        },
      ];
  const problems = [
    ...range('hoursPerMonth', 0, 1e6),
    ...range('usdPerHour', 0, 10_000),
    ...letters,
    ...range('perUsd', 1e-6, 1e6),
  ];
  if (problems.length > 0) return { ok: false, problems };
  const { hoursPerMonth, usdPerHour, perUsd } = fields;
  return {
    ok: true,
    value: { hoursPerMonth: hoursPerMonth!, usdPerHour: usdPerHour!, currency: fields.currency, perUsd: perUsd! },
  };
}

/** US dollars for people on a day. */
export function peoplePerDay({ hoursPerMonth, usdPerHour }: OwnCosts): number {
  return (hoursPerMonth * usdPerHour * 24) / HOURS_PER_MONTH;
}

/** US dollars in the student's currency, with its code. */
export function convertMoney(usd: number, { currency, perUsd }: OwnCosts): string {
  return `${formatUsd(usd * perUsd).replace('$', '')} ${currency}`;
}
