import * as z from '../../../kit/zod.ts';
import { numberParameter } from '../parameter.ts';
import type { RandomStream } from '../random.ts';
import { type ArrivalProcess, defineArrivals } from './arrival-process.ts';
import { ratePerSecond } from './parameters.ts';

class GammaArrivals implements ArrivalProcess {
  #time = 0;
  readonly #shape: number;
  readonly #scaleSeconds: number;
  readonly #stream: RandomStream;

  /** Gaps with mean 1/rate and coefficient of variation cv: shape 1/cv², scale cv²/rate. */
  constructor(rate: number, cv: number, stream: RandomStream) {
    this.#shape = 1 / (cv * cv);
    this.#scaleSeconds = (cv * cv) / rate;
    this.#stream = stream;
  }

  next(): number {
    this.#time += this.#stream.gamma(this.#shape) * this.#scaleSeconds;
    return this.#time;
  }
}

const cv = numberParameter({
  label: 'Coefficient of variation',
  unit: '',
  minimum: 0.05,
  maximum: 20,
  default: 2,
  meaning: 'Standard deviation of the gaps divided by their mean: below 1 steadier than random, above 1 burstier.',
  source: 'Scenario format; 1 is Poisson.',
});

/** Renewal arrivals with gamma gaps. */
export const gamma = defineArrivals({
  name: 'gamma',
  label: 'Bursty or steady (gamma)',
  meaning: 'Independent gaps with a chosen coefficient of variation.',
  parameters: { ratePerSecond, cv },
  schema: z.strictObject({ process: z.literal('gamma'), ratePerSecond: ratePerSecond.schema, cv: cv.schema }),
  example: { process: 'gamma', ratePerSecond: 20, cv: 2 },
  create: (settings, stream) => new GammaArrivals(settings.ratePerSecond, settings.cv, stream),
});
