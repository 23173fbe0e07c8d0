import * as z from '../../kit/zod.ts';

const axisSettings = z.strictObject({
  /** Of a number of the alternative's scenario, such as `components.model.replicas`. */
  path: z.string().check(z.minLength(1), z.maxLength(300)),
  /** As they stand in the fields; null for an empty one. What they allow is judged with the scenario. */
  fields: z.strictObject({
    from: z.nullable(z.number()),
    to: z.nullable(z.number()),
    spacing: z.enum(['steps', 'doubling']),
    by: z.nullable(z.number()),
  }),
});

/** What the form of the sweeps holds; part of what is kept and shared. Nothing of it runs by itself. */
export const sweepSettingsSchema = z.strictObject({
  /** Id of the alternative; left out, the first. */
  alternative: z.optional(z.string()),
  first: z.optional(axisSettings),
  second: z.optional(axisSettings),
  /** Left out, the limit of the comparison. */
  limitMs: z.optional(z.nullable(z.number())),
  answeredPercent: z._default(z.nullable(z.number()), 99),
  replications: z._default(z.nullable(z.number()), 8),
});

export type SweepSettings = z.output<typeof sweepSettingsSchema>;
/** One number to sweep, as the form has it. */
export type ChosenAxis = z.output<typeof axisSettings>;

export const usualSweep: SweepSettings = { answeredPercent: 99, replications: 8 };
