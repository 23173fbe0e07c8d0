import * as z from '../../../kit/zod.ts';
import { numberParameter } from '../parameter.ts';
import type { RandomStream } from '../random.ts';
import { snap } from '../snap.ts';
import { type ArrivalProcess, defineArrivals } from './arrival-process.ts';

/** Additional arrivals of a scaled trace stand up to this far from the one that they copy. */
const SPREAD_SECONDS = 30;
/** More arrivals than this are refused: they would be held in memory all at once. */
const MAXIMUM_ARRIVALS = 10_000_000;

class TraceArrivals implements ArrivalProcess {
  #index = 0;
  readonly #timesSeconds: ArrayLike<number>;
  readonly #timeScale: number;

  constructor(timesSeconds: ArrayLike<number>, timeScale: number) {
    this.#timesSeconds = timesSeconds;
    this.#timeScale = timeScale;
  }

  next(): number {
    if (this.#index >= this.#timesSeconds.length) return Infinity;
    const at = this.#timesSeconds[this.#index++]!;
    return this.#timeScale === 1 ? at : snap(at * this.#timeScale);
  }
}

/**
 * More or fewer users of the same habits. Below 1 each arrival is kept with probability `rateScale`. Above 1 every arrival is followed by copies at
 * independent places within half a minute: the course of the rate stays, the fine structure is that of independent users (superposition smooths, by the
 * theorem of Palm and Khintchine, where squeezing time would not).
 */
function scaleRate(timesSeconds: readonly number[], rateScale: number, stream: RandomStream): ArrayLike<number> {
  if (rateScale < 1) return timesSeconds.filter(() => stream.uniform() < rateScale);
  const span = timesSeconds.at(-1)!;
  const times: number[] = [];
  for (const at of timesSeconds) {
    times.push(at);
    const copies = Math.floor(rateScale - 1 + stream.uniform());
    for (let i = 0; i < copies; i++) {
      const moved = Math.abs(at + (2 * stream.uniform() - 1) * SPREAD_SECONDS);
      times.push(Math.max(0, Math.min(moved, 2 * span - moved)));
    }
  }
  return Float64Array.from(times).sort();
}

export const timeScale = numberParameter({
  label: 'Stretch of time',
  unit: '',
  minimum: 1e-3,
  maximum: 1e3,
  default: 1,
  meaning: 'Factor on every moment: 2 makes the trace twice as long, with half the rate and the same bursts.',
  source: 'Slipway’s convention: a factor on the clock, which keeps the bursts.',
});

export const rateScale = numberParameter({
  label: 'Factor on the rate',
  unit: '',
  minimum: 1e-3,
  maximum: 100,
  default: 1,
  meaning: 'Factor on the number of arrivals: below 1 some are left out, above 1 independent ones join them.',
  source: 'Slipway’s convention: thinning and superposition, as with more or fewer users of the same habits.',
});

const isRising = z.refine<number[]>((times) => times.every((time, i) => i === 0 || time >= times[i - 1]!), {
  message: 'times in rising order | Sort them.',
});
const hasOneOrigin = z.refine<{ timesSeconds?: unknown; file?: unknown }>(
  ({ timesSeconds, file }) => (timesSeconds === undefined) !== (file === undefined),
  { message: 'either timesSeconds or file | Keep exactly one of the two.' },
);
const hasFileToFilter = z.refine<{ only?: unknown; file?: unknown }>(
  ({ only, file }) => only === undefined || file !== undefined,
  { message: 'a file whose rows to choose from | Give a file, or leave "only" out.', path: ['only'] },
);
const isSmall = z.refine<{ timesSeconds?: readonly number[] | undefined; rateScale: number }>(
  ({ timesSeconds = [], rateScale: scale }) => timesSeconds.length * scale <= MAXIMUM_ARRIVALS,
  { message: `at most ${MAXIMUM_ARRIVALS} arrivals | Lower rateScale or shorten the trace.`, path: ['rateScale'] },
);

/** Arrivals at given moments, the same in every replication unless the rate is scaled. */
export const trace = defineArrivals({
  name: 'trace',
  label: 'Given moments',
  meaning: 'Arrivals at the listed moments, in rising order, or at those of a trace file.',
  parameters: { timeScale, rateScale },
  optional: ['timeScale', 'rateScale'],
  schema: z
    .strictObject({
      process: z.literal('trace'),
      timesSeconds: z.optional(
        z.array(z.number().check(z.gte(0), z.lte(1e9))).check(z.minLength(1), z.maxLength(MAXIMUM_ARRIVALS), isRising),
      ),
      /** Path or address of a trace in one of the formats of `trace-formats`: whoever calls the engine reads it (`withTraces`). */
      file: z.optional(z.string().check(z.minLength(1), z.maxLength(500))),
      /** Of a file: only the rows with this function, application or model. */
      only: z.optional(z.string().check(z.minLength(1), z.maxLength(200))),
      timeScale: z._default(timeScale.schema, 1),
      rateScale: z._default(rateScale.schema, 1),
    })
    .check(hasOneOrigin, hasFileToFilter, isSmall),
  example: { process: 'trace', timesSeconds: [0, 1, 2] },
  create({ timesSeconds, file, timeScale: stretch, rateScale: scale }, stream) {
    if (timesSeconds === undefined) {
      throw new Error(`The arrivals are in the trace file "${file}", and it was not read. Read it before the run.`);
    }
    return new TraceArrivals(scale === 1 ? timesSeconds : scaleRate(timesSeconds, scale, stream), stretch);
  },
  rate({ timesSeconds = [], timeScale: stretch, rateScale: scale }) {
    const span = (timesSeconds.at(-1) ?? 0) - (timesSeconds[0] ?? 0);
    const rate = span > 0 ? ((timesSeconds.length - 1) / span) * (scale / stretch) : 0;
    return { mean: rate, peak: rate };
  },
  expectedCount: ({ timesSeconds = [], timeScale: stretch, rateScale: scale }, durationSeconds) =>
    timesSeconds.filter((at) => at * stretch < durationSeconds).length * scale,
});
