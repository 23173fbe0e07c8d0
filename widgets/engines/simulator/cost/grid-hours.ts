import type { Dated } from './price-book.ts';

/** How the carbon intensity of a grid moves around its mean in a day: 24 factors, hour by hour of local time, whose mean is 1. */
export interface GridShape extends Dated {
  readonly label: string;
  readonly factors: readonly number[];
}

const ASSUMED = { date: '2026-11-22', isAssumed: true } as const;

/** Shapes to reckon with; a grid's real hours are published by its operator, and measured ones belong in their place. */
export const gridShapes = {
  flat: {
    ...ASSUMED,
    label: 'the same all day',
    source: 'a grid of hydro or nuclear power, or where only the mean is known',
    factors: Array.from({ length: 24 }, () => 1),
  },
  solar: {
    ...ASSUMED,
    label: 'much sun at noon, gas in the evening',
    source:
      'the form that grid operators with much solar power show (low at noon, high after sunset); the numbers are not of any one grid',
    factors: [
      1.1, 1.08, 1.07, 1.06, 1.08, 1.12, 1.14, 1.08, 0.96, 0.84, 0.75, 0.7, 0.68, 0.69, 0.72, 0.8, 0.92, 1.06, 1.2,
      1.28, 1.26, 1.2, 1.13, 1.08,
    ],
  },
} as const satisfies Readonly<Record<string, GridShape>>;

/** Grams of CO2-equivalent per kilowatt-hour of each of `hours` hours from midnight. */
export function intensityByHour(shape: GridShape, meanGramsPerKilowattHour: number, hours: number): number[] {
  return Array.from({ length: hours }, (_, hour) => meanGramsPerKilowattHour * shape.factors[hour % 24]!);
}
