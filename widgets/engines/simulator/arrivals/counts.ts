import * as z from '../../../kit/zod.ts';
import { pow } from '../math.ts';
import { choiceParameter, numberParameter } from '../parameter.ts';
import type { RandomStream } from '../random.ts';
import { snap } from '../snap.ts';
import { type ArrivalProcess, defineArrivals } from './arrival-process.ts';
import { rateScale } from './trace.ts';

interface CountSettings {
  readonly counts: readonly number[];
  readonly binSeconds: number;
  readonly placement: 'uniform' | 'even';
  readonly rateScale: number;
}

/** As many arrivals in each bin as the list says. */
class CountedArrivals implements ArrivalProcess {
  #bin = -1;
  /** Arrivals still to come in the bin, and of how many; the share of the bin that the last one reached. */
  #left = 0;
  #inBin = 0;
  #share = 0;
  readonly #settings: CountSettings;
  readonly #stream: RandomStream;

  constructor(settings: CountSettings, stream: RandomStream) {
    this.#settings = settings;
    this.#stream = stream;
  }

  next(): number {
    const { counts, binSeconds, placement } = this.#settings;
    while (this.#left === 0) {
      if (++this.#bin >= counts.length) return Infinity;
      this.#left = this.#scaled(counts[this.#bin]!);
      this.#inBin = this.#left;
      this.#share = 0;
    }
    if (placement === 'even') {
      const share = (this.#inBin - this.#left-- + 0.5) / this.#inBin;
      return snap((this.#bin + share) * binSeconds);
    }
    // The next of m uniform order statistics above the last one: the m-th root of a uniform number is the largest of m.
    this.#share = 1 - (1 - this.#share) * pow(1 - this.#stream.uniform(), 1 / this.#left--);
    return (this.#bin + this.#share) * binSeconds;
  }

  #scaled(count: number): number {
    const { rateScale: scale } = this.#settings;
    return scale === 1 ? count : Math.floor(count * scale + this.#stream.uniform());
  }
}

const binSeconds = numberParameter({
  label: 'Bin',
  unit: 'seconds',
  minimum: 1e-3,
  maximum: 1e7,
  default: 60,
  meaning: 'Time that one count covers.',
  source: 'Azure Functions trace 2019: one count per minute.',
});

const placement = choiceParameter({
  label: 'Inside a bin',
  choices: ['uniform', 'even'],
  default: 'uniform',
  meaning: 'Where the arrivals of a bin stand: at independent places, as Poisson arrivals of that number, or evenly.',
  source:
    'Given their number, Poisson arrivals are independent and uniform (Ross, Introduction to Probability Models, chapter 5).',
});

/** Arrivals by counts per bin: a published trace that gives no moments. */
export const counts = defineArrivals({
  name: 'counts',
  label: 'Given counts',
  meaning: 'As many arrivals in each minute (or other bin) as a list says; afterwards none.',
  parameters: { binSeconds, placement, rateScale },
  optional: ['binSeconds', 'placement', 'rateScale'],
  schema: z.strictObject({
    process: z.literal('counts'),
    counts: z.array(z.int().check(z.gte(0), z.lte(1e9))).check(
      z.minLength(1),
      z.maxLength(1_000_000),
      z.refine((list) => list.some((count) => count > 0), { message: 'a count above 0 | Raise one of the counts.' }),
    ),
    binSeconds: z._default(binSeconds.schema, 60),
    placement: z._default(placement.schema, 'uniform'),
    rateScale: z._default(rateScale.schema, 1),
  }),
  example: { process: 'counts', counts: [600, 1200, 2400, 1200], binSeconds: 60 },
  create: (settings, stream) => new CountedArrivals(settings, stream),
  rate({ counts: list, binSeconds: bin, rateScale: scale }) {
    const sum = list.reduce((total, count) => total + count, 0);
    const most = list.reduce((largest, count) => Math.max(largest, count), 0);
    return { mean: (sum * scale) / (list.length * bin), peak: (most * scale) / bin };
  },
  expectedCount: ({ counts: list, binSeconds: bin, rateScale: scale }, durationSeconds) =>
    list.reduce((sum, count, i) => sum + count * Math.min(Math.max(durationSeconds / bin - i, 0), 1), 0) * scale,
});
