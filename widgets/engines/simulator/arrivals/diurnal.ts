import * as z from 'zod/mini';
import { numberParameter } from '../parameter.ts';
import { defineArrivals } from './arrival-process.ts';
import { ratePerSecond } from './parameters.ts';
import { ThinnedArrivals } from './varying-rate.ts';

const amplitude = numberParameter({
  label: 'Amplitude',
  unit: '',
  minimum: 0,
  maximum: 1,
  default: 0.5,
  meaning: 'Share of the mean rate by which the rate rises and falls.',
  source: 'Scenario format.',
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
  create(settings, stream) {
    const turnsPerSecond = (2 * Math.PI) / settings.periodSeconds;
    const rateAt = (time: number) =>
      settings.ratePerSecond * (1 + settings.amplitude * Math.sin(turnsPerSecond * (time - settings.phaseSeconds)));
    return new ThinnedArrivals({ rateAt, maximumRate: settings.ratePerSecond * (1 + settings.amplitude) }, stream);
  },
});
