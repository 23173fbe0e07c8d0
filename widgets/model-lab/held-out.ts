import type { RowGroup } from '../engines/evaluation/evaluate.ts';
import { parseWith } from '../kit/parse-with.ts';
import type { Parsed } from '../kit/problem.ts';
import * as z from '../kit/zod.ts';

const text = z.string().check(z.minLength(1));

/** Rows that no model of the course was trained on, with what happened, and the typical row of the training data: `public/models/<name>.held-out.json`. */
const schema = z
  .strictObject({
    title: text,
    /** Names of the columns, in the order of the models' input. */
    features: z.array(text).check(z.minLength(1)),
    /** One value per column, from the training rows alone: the median of numbers, the commonest choice. */
    typical: z.array(z.number()),
    /** `null` is unknown. */
    rows: z.array(z.array(z.nullable(z.number()))).check(z.minLength(1)),
    /** 1 or 0 for each row. */
    outcomes: z.array(z.literal([0, 1])),
    /** Rows whose `feature` is `equals`, where null is unknown. */
    groups: z.array(z.strictObject({ label: text, feature: text, equals: z.nullable(z.number()) })),
  })
  .check(
    z.refine(
      ({ features, typical, rows }) => [typical, ...rows].every((row) => row.length === features.length),
      'as many numbers in each row as there are features',
    ),
    z.refine(({ rows, outcomes }) => rows.length === outcomes.length, 'one outcome for each row'),
    z.refine(
      ({ features, groups }) => groups.every(({ feature }) => features.includes(feature)),
      'groups by known features',
    ),
  );

export type HeldOut = z.output<typeof schema>;

/** A file of held-out rows; or every reason why it is none. */
export function parseHeldOut(input: unknown): Parsed<HeldOut> {
  return parseWith(schema, input);
}

/** The groups by the places of their rows. */
export function rowGroups({ features, rows, groups }: HeldOut): RowGroup[] {
  return groups.map(({ label, feature, equals }) => {
    const column = features.indexOf(feature);
    return { label, rows: rows.flatMap((row, index) => (row[column] === equals ? [index] : [])) };
  });
}
