import * as z from '../../../kit/zod.ts';
import { cos, sin } from '../math.ts';
import { numberParameter } from '../parameter.ts';
import type { RandomStream } from '../random.ts';
import { type ArrivalProcess, defineArrivals } from './arrival-process.ts';
import { ratePerSecond } from './parameters.ts';

const amplitude = numberParameter({
  label: 'Amplitude',
  unit: '',
  minimum: 0,
  maximum: 1,
  default: 0.5,
  meaning: 'Share of the mean rate by which the rate rises and falls.',
  source: 'Eick, Massey and Whitt 1993: a sinusoidal rate, base (1 + A sin(2π (t − phase) / period)).',
});

const periodSeconds = numberParameter({
  label: 'Period',
  unit: 'seconds',
  minimum: 1,
  maximum: 1e7,
  default: 86_400,
  meaning: 'Time from one peak to the next.',
  source: 'One day.',
});

const phaseSeconds = numberParameter({
  label: 'Phase',
  unit: 'seconds',
  minimum: 0,
  maximum: 1e7,
  default: 0,
  meaning: 'Moment at which the rate passes its mean, rising.',
  source: 'Scenario format; 0 unless stated.',
});

interface WaveSettings {
  readonly ratePerSecond: number;
  readonly amplitude: number;
  readonly periodSeconds: number;
  readonly phaseSeconds: number;
}

/** A gap that spans so small an angle of the wave, also where the rate is low, is known to a billionth from the rate and its slope. */
const SHORT_ANGLE = 1.5e-5;

/** With what follows from the settings and would else be divided again for every request. */
interface Wave extends WaveSettings {
  readonly radiansPerSecond: number;
  readonly swingSeconds: number;
}

function waveOf({ ratePerSecond, amplitude, periodSeconds, phaseSeconds }: WaveSettings): Wave {
  const radiansPerSecond = (2 * Math.PI) / periodSeconds;
  const swingSeconds = (2 * amplitude) / radiansPerSecond;
  return { ratePerSecond, amplitude, periodSeconds, phaseSeconds, radiansPerSecond, swingSeconds };
}

/** The remainder of the division by `period`, which costs much more than the question whether there is anything to divide. */
function within(period: number, seconds: number): number {
  return seconds < period && seconds > -period ? seconds : seconds % period;
}

function rateAt({ ratePerSecond: rate, amplitude: share, periodSeconds, phaseSeconds }: Wave, time: number): number {
  return rate * (1 + share * sin((2 * Math.PI * within(periodSeconds, time - phaseSeconds)) / periodSeconds));
}

/** ∫ of the rate over `seconds` from `from`; the difference of two cosines is written as a product, so short stretches lose no digits. */
function arrivalsIn(wave: Wave, from: number, seconds: number): number {
  const { ratePerSecond: rate, periodSeconds: period, phaseSeconds, radiansPerSecond, swingSeconds } = wave;
  const middle = sin(radiansPerSecond * within(period, from + seconds / 2 - phaseSeconds));
  const swing = sin((radiansPerSecond * within(2 * period, seconds)) / 2);
  return rate * (seconds + swingSeconds * middle * swing);
}

/**
 * The next arrival comes when the integrated rate has grown by an exponential number (inversion). Thinning (Lewis and Shedler 1979) has the same law and
 * costs less per candidate, but at a deep trough throws any number of candidates away, and draws of different rates would not correspond.
 */
class DiurnalArrivals implements ArrivalProcess {
  #time = 0;
  readonly #wave: Wave;
  readonly #stream: RandomStream;

  constructor(wave: Wave, stream: RandomStream) {
    this.#wave = wave;
    this.#stream = stream;
  }

  next(): number {
    const { ratePerSecond, periodSeconds } = this.#wave;
    const wanted = this.#stream.exponential();
    const perPeriod = ratePerSecond * periodSeconds;
    const periods = wanted < perPeriod ? 0 : Math.floor(wanted / perPeriod);
    this.#time += periods * periodSeconds + this.#within(wanted - periods * ratePerSecond * periodSeconds);
    return this.#time;
  }

  /**
   * Seconds, less than a period, in which `wanted` arrivals are expected. Most gaps are so short that the rate and its slope say it; others are found by
   * Newton's method, halving where it would leave the bracket.
   */
  #within(wanted: number): number {
    const { ratePerSecond, amplitude, periodSeconds, phaseSeconds, radiansPerSecond } = this.#wave;
    const angle = radiansPerSecond * within(periodSeconds, this.#time - phaseSeconds);
    const rate = ratePerSecond * (1 + amplitude * sin(angle));
    const straight = wanted / rate;
    const slope = ratePerSecond * amplitude * radiansPerSecond * cos(angle);
    // w = r·s + r'·s²/2 + …, solved for s to the second order; the next terms are of the order of the angle that the gap spans, squared.
    let seconds = straight * (1 - (slope * straight) / (2 * rate));
    if (radiansPerSecond * straight * ratePerSecond < SHORT_ANGLE * rate) return seconds;
    let low = 0;
    let high = periodSeconds;
    for (let step = 0; step < 80; step++) {
      if (!(seconds > low && seconds < high)) seconds = (low + high) / 2;
      const excess = arrivalsIn(this.#wave, this.#time, seconds) - wanted;
      if (excess > 0) high = seconds;
      else low = seconds;
      // A billionth of a gap is far below anything that is measured of it.
      if (Math.abs(excess) <= 1e-9 * wanted || seconds === low + (high - low) / 2) break;
      seconds -= excess / rateAt(this.#wave, this.#time + seconds);
    }
    return seconds;
  }
}

/** Poisson arrivals whose rate follows a sine: rate · (1 + A · sin(2π (t − phase) / period)). */
export const diurnal = defineArrivals({
  name: 'diurnal',
  label: 'Day and night',
  meaning: 'Random arrivals whose rate rises and falls as a sine over a period.',
  parameters: { ratePerSecond, amplitude, periodSeconds, phaseSeconds },
  optional: ['periodSeconds', 'phaseSeconds'],
  schema: z.strictObject({
    process: z.literal('diurnal'),
    ratePerSecond: ratePerSecond.schema,
    amplitude: amplitude.schema,
    periodSeconds: z._default(periodSeconds.schema, 86_400),
    phaseSeconds: z._default(phaseSeconds.schema, 0),
  }),
  example: { process: 'diurnal', ratePerSecond: 20, amplitude: 0.5 },
  create: (settings, stream) => new DiurnalArrivals(waveOf(settings), stream),
  rate: (settings) => ({ mean: settings.ratePerSecond, peak: settings.ratePerSecond * (1 + settings.amplitude) }),
  expectedCount: (settings, durationSeconds) => arrivalsIn(waveOf(settings), 0, durationSeconds),
});
