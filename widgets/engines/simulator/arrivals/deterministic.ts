import * as z from '../../../kit/zod.ts';
import { numberParameter } from '../parameter.ts';
import { snap } from '../snap.ts';
import { type ArrivalProcess, defineArrivals } from './arrival-process.ts';

class DeterministicArrivals implements ArrivalProcess {
  #index = 0;
  readonly #periodSeconds: number;
  readonly #phaseSeconds: number;

  constructor(periodSeconds: number, phaseSeconds: number) {
    this.#periodSeconds = periodSeconds;
    this.#phaseSeconds = phaseSeconds;
  }

  /** A product rather than a running sum, on the nanosecond grid: the error does not grow, and equal moments are equal numbers. */
  next(): number {
    return snap(this.#phaseSeconds + this.#index++ * this.#periodSeconds);
  }
}

const periodSeconds = numberParameter({
  label: 'Period',
  unit: 'seconds',
  minimum: 1e-6,
  maximum: 1e7,
  default: 0.05,
  meaning: 'Time between one arrival and the next.',
  source: 'Scenario format.',
});

const phaseSeconds = numberParameter({
  label: 'First arrival',
  unit: 'seconds',
  minimum: 0,
  maximum: 1e7,
  default: 0,
  meaning: 'Time of the first arrival.',
  source: 'Scenario format; 0 unless stated.',
});

/** One arrival every period: a sensor, a metronome. */
export const deterministic = defineArrivals({
  name: 'deterministic',
  label: 'Regular',
  meaning: 'One arrival every period, the first at time 0 unless stated.',
  parameters: { periodSeconds, phaseSeconds },
  optional: ['phaseSeconds'],
  schema: z.strictObject({
    process: z.literal('deterministic'),
    periodSeconds: periodSeconds.schema,
    phaseSeconds: z._default(phaseSeconds.schema, 0),
  }),
  example: { process: 'deterministic', periodSeconds: 0.05 },
  create: (settings) => new DeterministicArrivals(settings.periodSeconds, settings.phaseSeconds),
  rate: ({ periodSeconds: period }) => ({ mean: 1 / period, peak: 1 / period }),
  expectedCount: ({ periodSeconds: period, phaseSeconds: phase }, durationSeconds) =>
    Math.max(0, Math.ceil((durationSeconds - phase) / period)),
});
