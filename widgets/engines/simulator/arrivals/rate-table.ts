import * as z from '../../../kit/zod.ts';
import { numberParameter } from '../parameter.ts';
import type { RandomStream } from '../random.ts';
import { type ArrivalProcess, defineArrivals } from './arrival-process.ts';

/**
 * Poisson arrivals at a rate that is constant within a bin, by inversion: unit-rate arrivals on the scale of the integrated rate, carried back to time.
 * No candidate is thrown away, and a table of thousands of bins costs a search by halves.
 */
class RateTableArrivals implements ArrivalProcess {
  #target = 0;
  #time = 0;
  readonly #stream: RandomStream;
  readonly #rates: readonly number[];
  readonly #binSeconds: number;
  readonly #repeats: boolean;
  /** Integral of the rate up to the end of each bin. */
  readonly #cumulative: Float64Array;

  constructor(
    { ratesPerSecond, binSeconds, repeat }: { ratesPerSecond: readonly number[]; binSeconds: number; repeat: boolean },
    stream: RandomStream,
  ) {
    let sum = 0;
    this.#stream = stream;
    this.#rates = ratesPerSecond;
    this.#binSeconds = binSeconds;
    this.#repeats = repeat;
    this.#cumulative = Float64Array.from(ratesPerSecond, (rate) => {
      sum += rate * binSeconds;
      return sum;
    });
  }

  next(): number {
    this.#target += this.#stream.exponential();
    const cumulative = this.#cumulative;
    const last = cumulative.length - 1;
    const total = cumulative[last]!;
    const cycle = Math.floor(this.#target / total);
    // So low a rate that nothing comes within any run.
    if (!(cycle < 2 ** 53) || (cycle > 0 && !this.#repeats)) return Infinity;
    const within = this.#target - cycle * total;
    let low = 0;
    let high = last;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (cumulative[middle]! > within) high = middle;
      else low = middle + 1;
    }
    const before = low === 0 ? 0 : cumulative[low - 1]!;
    const rate = this.#rates[low]!;
    const share = rate > 0 ? Math.max(0, within - before) / rate : Infinity;
    const at = (cycle * (last + 1) + low) * this.#binSeconds + Math.min(share, this.#binSeconds);
    // Rounding at the edge of a bin must not lead back.
    this.#time = Math.max(this.#time, at);
    return this.#time;
  }
}

const binSeconds = numberParameter({
  label: 'Bin',
  unit: 'seconds',
  minimum: 1e-3,
  maximum: 1e7,
  default: 3600,
  meaning: 'Length of one entry of the table.',
  source: 'Wikimedia page views come by the hour, Azure Functions trace 2019 by the minute.',
});

const rates = z.array(z.number().check(z.gte(0), z.lte(1e6))).check(
  z.minLength(1),
  z.maxLength(1_000_000),
  z.refine((list) => list.some((rate) => rate > 0), { message: 'a rate above 0 | Raise one of the rates.' }),
);

/** Poisson arrivals whose rate follows a table: a day by the hour, an hour by the minute. */
export const rateTable = defineArrivals({
  name: 'rateTable',
  label: 'Table of rates',
  meaning: 'Random arrivals whose rate is given for each bin of time, such as an hour of the day.',
  parameters: { binSeconds },
  schema: z.strictObject({
    process: z.literal('rateTable'),
    ratesPerSecond: rates,
    binSeconds: binSeconds.schema,
    /** Start again at the end of the table; otherwise nothing comes after it. */
    repeat: z._default(z.boolean(), true),
  }),
  example: { process: 'rateTable', ratesPerSecond: [5, 20, 40, 20], binSeconds: 900 },
  create: (settings, stream) => new RateTableArrivals(settings, stream),
  rate({ ratesPerSecond }) {
    const sum = ratesPerSecond.reduce((total, rate) => total + rate, 0);
    return { mean: sum / ratesPerSecond.length, peak: ratesPerSecond.reduce((most, rate) => Math.max(most, rate), 0) };
  },
  expectedCount({ ratesPerSecond, binSeconds: bin, repeat }, durationSeconds) {
    const cycleSeconds = ratesPerSecond.length * bin;
    const total = ratesPerSecond.reduce((sum, rate) => sum + rate * bin, 0);
    const cycles = Math.floor(durationSeconds / cycleSeconds);
    if (!repeat && cycles > 0) return total;
    const rest = durationSeconds - cycles * cycleSeconds;
    const partial = ratesPerSecond.reduce((sum, rate, i) => sum + rate * Math.min(Math.max(rest - i * bin, 0), bin), 0);
    return cycles * total + partial;
  },
});
