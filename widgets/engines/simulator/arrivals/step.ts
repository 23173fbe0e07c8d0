import * as z from '../../../kit/zod.ts';
import { exp, expm1 } from '../math.ts';
import { numberParameter } from '../parameter.ts';
import type { RandomStream } from '../random.ts';
import { type ArrivalProcess, defineArrivals } from './arrival-process.ts';

const seconds = (label: string, fallback: number, meaning: string) =>
  numberParameter({
    label,
    unit: 'seconds',
    minimum: 0,
    maximum: 1e7,
    default: fallback,
    meaning,
    source: 'Push campaign: 20 to 200 per second, rise 10 s, hold 300 s, decay 120 s.',
  });

/** Of its own, because a crowd may come out of nothing. */
const ratePerSecond = numberParameter({
  label: 'Arrival rate',
  unit: '1/s',
  minimum: 0,
  maximum: 1e6,
  default: 20,
  meaning: 'Mean number of arrivals per second before and after the step.',
  source: 'Scenario format.',
});
const stepRatePerSecond = numberParameter({
  label: 'Rate during the step',
  unit: '1/s',
  minimum: 0,
  maximum: 1e6,
  default: 200,
  meaning: 'Mean number of arrivals per second while the step lasts.',
  source: 'Push campaign.',
});
const startSeconds = seconds('Start', 300, 'Moment at which the rate begins to change.');
const riseSeconds = seconds('Rise', 10, 'Time the rate takes to change in a straight line; 0 is at once.');
const holdSeconds = seconds('Hold', 300, 'Time the rate stays changed; left out, it stays to the end.');
const decaySeconds = seconds('Decay', 120, 'Time constant with which the rate returns to where it was; 0 is at once.');

const schema = z.strictObject({
  process: z.literal('step'),
  ratePerSecond: ratePerSecond.schema,
  stepRatePerSecond: stepRatePerSecond.schema,
  startSeconds: startSeconds.schema,
  riseSeconds: z._default(riseSeconds.schema, 0),
  holdSeconds: z.optional(holdSeconds.schema),
  decaySeconds: z._default(decaySeconds.schema, 0),
});

type Step = z.output<typeof schema>;

/** Arrivals per second at `time`: before, rising, held, returning. */
export function stepRateAt(settings: Step, time: number): number {
  const {
    ratePerSecond: before,
    stepRatePerSecond: during,
    startSeconds: start,
    riseSeconds: rise,
    holdSeconds: hold = Infinity,
    decaySeconds: decay,
  } = settings;
  if (time < start) return before;
  if (time < start + rise) return before + ((during - before) * (time - start)) / rise;
  const sinceEnd = time - (start + rise + hold);
  if (sinceEnd < 0) return during;
  return decay === 0 ? before : before + (during - before) * exp(-sinceEnd / decay);
}

/** ∫ of the rate from 0 to `until`: four stretches, each in closed form. */
export function stepIntegral(settings: Step, until: number): number {
  const {
    ratePerSecond: before,
    stepRatePerSecond: during,
    startSeconds: start,
    riseSeconds: rise,
    holdSeconds: hold = Infinity,
    decaySeconds: decay,
  } = settings;
  const risen = Math.min(Math.max(until - start, 0), rise);
  const held = Math.min(Math.max(until - start - rise, 0), hold);
  const after = Math.max(until - start - rise - hold, 0);
  const extra =
    (rise === 0 ? 0 : (risen * risen) / (2 * rise)) + held + (decay === 0 ? 0 : decay * (1 - exp(-after / decay)));
  return before * until + (during - before) * extra;
}

/** The next arrival comes when the integrated rate has grown by an exponential number: inversion, stretch by stretch, each in closed form or by Newton. */
class StepArrivals implements ArrivalProcess {
  #time = 0;
  readonly #step: Step;
  readonly #stream: RandomStream;
  /** Ends of the stretches: before, rising, held. */
  readonly #ends: readonly number[];

  constructor(step: Step, stream: RandomStream) {
    const { startSeconds, riseSeconds, holdSeconds = Infinity } = step;
    this.#step = step;
    this.#stream = stream;
    this.#ends = [startSeconds, startSeconds + riseSeconds, startSeconds + riseSeconds + holdSeconds];
  }

  next(): number {
    const { ratePerSecond: before, stepRatePerSecond: during, riseSeconds } = this.#step;
    let wanted = this.#stream.exponential();
    for (let i = 0; i < this.#ends.length; i++) {
      const left = this.#ends[i]! - this.#time;
      if (left <= 0) continue;
      const rate = i === 0 ? before : i === 2 ? during : stepRateAt(this.#step, this.#time);
      const slope = i === 1 ? (during - before) / riseSeconds : 0;
      const inStretch = left === Infinity ? Infinity : left * (rate + (slope * left) / 2);
      if (wanted < inStretch) {
        // The root of rate · x + slope · x²/2 = wanted, in the form that loses no digits.
        this.#time += (2 * wanted) / (rate + Math.sqrt(Math.max(0, rate * rate + 2 * slope * wanted)));
        return this.#time;
      }
      if (left === Infinity) return Infinity;
      wanted -= inStretch;
      this.#time = this.#ends[i]!;
    }
    this.#time += this.#returning(wanted);
    return this.#time;
  }

  /** Seconds x with before · x + above · decay · (1 − e^(−x/decay)) = wanted, where the rate is `above` over the one before. */
  #returning(wanted: number): number {
    const { ratePerSecond: before, decaySeconds: decay } = this.#step;
    const rate = stepRateAt(this.#step, this.#time);
    const above = rate - before;
    if (decay === 0 || above === 0) return wanted / before;
    // So little is still to come that it may be less than what is wanted: then nothing comes any more.
    if (before === 0 && wanted >= above * decay) return Infinity;
    // Newton from the side on which its steps never pass the root: the integral is concave when the rate falls and convex when it rises.
    let x = above > 0 ? wanted / rate : Math.min(wanted / rate, wanted / before + decay);
    for (let round = 0; round < 100; round++) {
      const excess = before * x - above * decay * expm1(-x / decay) - wanted;
      const next = x - excess / (before + above * exp(-x / decay));
      if (Math.abs(next - x) <= 1e-13 * x) return next;
      x = next;
    }
    return x;
  }
}

/** Poisson arrivals whose rate steps up or down: a campaign, a flash crowd, an outage upstream. */
export const step = defineArrivals({
  name: 'step',
  label: 'Step or flash crowd',
  meaning: 'Random arrivals whose rate changes at a moment, holds, and returns.',
  parameters: { ratePerSecond, stepRatePerSecond, startSeconds, riseSeconds, holdSeconds, decaySeconds },
  optional: ['riseSeconds', 'holdSeconds', 'decaySeconds'],
  schema,
  example: { process: 'step', ratePerSecond: 20, stepRatePerSecond: 200, startSeconds: 300 },
  create: (settings, stream) => new StepArrivals(settings, stream),
  rate: (settings) => ({
    mean: settings.ratePerSecond,
    peak: Math.max(settings.ratePerSecond, settings.stepRatePerSecond),
  }),
  expectedCount: stepIntegral,
});
