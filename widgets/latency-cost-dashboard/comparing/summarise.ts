import { type Measure, measures } from './measures.ts';
import type { Simulated } from './outcome.ts';

const units: Readonly<Record<string, Measure['id']>> = {
  p95Seconds: 'p95',
  ageSeconds: 'age',
  usdPer1000: 'usd-per-1000',
};

/** Headline figures of a comparison for the learner's record: three per deployment, unit last. */
export function summarise(outcomes: readonly Simulated[]): Record<string, number | null> {
  return Object.fromEntries(
    outcomes.flatMap(({ alternative, result }) =>
      Object.entries(units).map(([name, id]) => [
        `${alternative.id}.${name}`,
        measures.find((measure) => measure.id === id)!.of(result),
      ]),
    ),
  );
}
