import * as z from 'zod/mini';
import { type ArrivalProcess, defineArrivals } from './arrival-process.ts';

class TraceArrivals implements ArrivalProcess {
  #index = 0;
  readonly #timesSeconds: readonly number[];

  constructor(timesSeconds: readonly number[]) {
    this.#timesSeconds = timesSeconds;
  }

  next(): number {
    return this.#timesSeconds[this.#index++] ?? Infinity;
  }
}

const isRising = z.refine<number[]>((times) => times.every((time, i) => i === 0 || time >= times[i - 1]!), {
  message: 'times in rising order | Sort them.',
});

/** Arrivals at given moments, the same in every replication. */
export const trace = defineArrivals({
  name: 'trace',
  label: 'Given moments',
  meaning: 'Arrivals at the listed moments, in rising order.',
  parameters: {},
  schema: z.strictObject({
    process: z.literal('trace'),
    timesSeconds: z.array(z.number().check(z.gte(0), z.lte(1e9))).check(z.minLength(1), isRising),
  }),
  example: { process: 'trace', timesSeconds: [0, 1, 2] },
  create: (settings) => new TraceArrivals(settings.timesSeconds),
});
