import type { ComparisonRow } from './comparison-row.ts';

/** Headline figures of a comparison for the learner's record: three per deployment, unit last. */
export function summariseRows(rows: readonly ComparisonRow[]): Record<string, number | null> {
  return Object.fromEntries(
    rows.flatMap((row) => [
      [`${row.id}.p95Seconds`, row.p95Seconds],
      [`${row.id}.ageSeconds`, row.ageSeconds],
      [`${row.id}.usdPer1000`, row.usdPer1000],
    ]),
  );
}
