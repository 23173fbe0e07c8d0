import * as z from '../../../kit/zod.ts';
import { gridShapes } from '../cost/grid-hours.ts';
import { choiceParameter, numberParameter } from '../parameter.ts';

const deadlineSeconds = numberParameter({
  label: 'Done by',
  unit: 'seconds',
  minimum: 1,
  maximum: 1e7,
  default: 43_200,
  meaning: 'Time after it falls due by which a run must be done; within it the run starts when the grid is cleanest.',
  source: 'Scenario format; half a day.',
});

const expectedSeconds = numberParameter({
  label: 'Expected length',
  unit: 'seconds',
  minimum: 1,
  maximum: 1e7,
  default: 3600,
  meaning: 'How long a run is expected to take, for which the cleanest stretch is looked for.',
  source: 'Scenario format.',
});

const forecast = choiceParameter({
  label: 'Forecast of the grid',
  choices: Object.keys(gridShapes) as [keyof typeof gridShapes, ...(keyof typeof gridShapes)[]],
  default: 'solar',
  meaning: 'The course of the carbon intensity over a day that the plan goes by; the grid itself may be another.',
  source: 'Wiesner et al., Let’s Wait Awhile, 2021: shifting within a deadline by a forecast; shapes assumed.',
});

/** The parameters of a shift, for forms. */
export const shiftParameters = {
  'shift.deadlineSeconds': deadlineSeconds,
  'shift.expectedSeconds': expectedSeconds,
  'shift.forecast': forecast,
};

/** `shift` of a batch job; left out, a run starts when it falls due. */
export const shiftSchema = z
  .strictObject({
    deadlineSeconds: deadlineSeconds.schema,
    expectedSeconds: expectedSeconds.schema,
    forecast: z._default(forecast.schema, 'solar'),
  })
  .check(
    z.refine((shift) => shift.deadlineSeconds >= shift.expectedSeconds, {
      message: 'a deadline that leaves time for the run | Raise "deadlineSeconds", or lower "expectedSeconds".',
      path: ['deadlineSeconds'],
    }),
  );
export type ShiftSettings = z.output<typeof shiftSchema>;

const SECONDS_PER_HOUR = 3600;

/** Sum of the factors over a stretch of time, in factor-seconds; hours of the day begin at time 0. */
function exposure(factors: readonly number[], from: number, to: number): number {
  let sum = 0;
  for (let at = from; at < to; ) {
    const hour = Math.floor(at / SECONDS_PER_HOUR);
    const next = Math.min(to, (hour + 1) * SECONDS_PER_HOUR);
    sum += factors[hour % factors.length]! * (next - at);
    at = next;
  }
  return sum;
}

/**
 * When a run that falls due at `dueAt` starts: of now and the starts at which it would begin or end with an hour, the cleanest that keeps the deadline, and of equal ones the
 * earliest. No other start is cleaner, because the exposure is linear in the start in between.
 */
export function cleanestStart(
  dueAt: number,
  { deadlineSeconds: limit, expectedSeconds: length, forecast: name }: ShiftSettings,
): number {
  const { factors } = gridShapes[name];
  const last = dueAt + limit - length;
  let best = dueAt;
  let least = exposure(factors, dueAt, dueAt + length);
  const consider = (start: number): void => {
    if (start <= dueAt || start > last) return;
    const sum = exposure(factors, start, start + length);
    // Less than a billionth of the sum is rounding: the start found before stands.
    if (sum > least * (1 - 1e-9)) return;
    best = start;
    least = sum;
  };
  for (let hour = Math.floor(dueAt / SECONDS_PER_HOUR); hour * SECONDS_PER_HOUR <= last + length; hour++) {
    consider(hour * SECONDS_PER_HOUR - length);
    consider(hour * SECONDS_PER_HOUR);
  }
  consider(last);
  return best;
}
