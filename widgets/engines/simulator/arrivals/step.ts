import * as z from 'zod/mini';
import { numberParameter } from '../parameter.ts';
import { defineArrivals } from './arrival-process.ts';
import { ratePerSecond } from './parameters.ts';
import { ThinnedArrivals } from './varying-rate.ts';

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

/** Arrivals per second at `time`: before, rising, held, returning. */
export function stepRateAt(settings: z.output<typeof schema>, time: number): number {
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
  return decay === 0 ? before : before + (during - before) * Math.exp(-sinceEnd / decay);
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
  create(settings, stream) {
    const maximumRate = Math.max(settings.ratePerSecond, settings.stepRatePerSecond);
    return new ThinnedArrivals({ rateAt: (time) => stepRateAt(settings, time), maximumRate }, stream);
  },
});
