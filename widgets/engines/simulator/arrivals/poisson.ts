import * as z from '../../../kit/zod.ts';
import type { RandomStream } from '../random.ts';
import { type ArrivalProcess, defineArrivals } from './arrival-process.ts';
import { ratePerSecond } from './parameters.ts';

class PoissonArrivals implements ArrivalProcess {
  #time = 0;
  readonly #meanGapSeconds: number = 0;
  readonly #stream: RandomStream;

  constructor(rate: number, stream: RandomStream) {
    this.#meanGapSeconds = 1 / rate;
    this.#stream = stream;
  }

  next(): number {
    this.#time += this.#stream.exponential() * this.#meanGapSeconds;
    return this.#time;
  }
}

/** Independent exponential gaps: many independent users. */
export const poisson = defineArrivals({
  name: 'poisson',
  label: 'Random (Poisson)',
  meaning: 'Independent arrivals at a constant rate, as from many users who do not know of each other.',
  parameters: { ratePerSecond },
  schema: z.strictObject({ process: z.literal('poisson'), ratePerSecond: ratePerSecond.schema }),
  example: { process: 'poisson', ratePerSecond: 20 },
  create: (settings, stream) => new PoissonArrivals(settings.ratePerSecond, stream),
});
