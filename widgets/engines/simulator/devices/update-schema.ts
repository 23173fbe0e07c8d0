import * as z from '../../../kit/zod.ts';
import { integerParameter, numberParameter, type Parameter, placeParameters } from '../parameter.ts';
import { familyParameters, schemasOf } from '../variant.ts';
import { rolloutRates } from './index.ts';
import type { RolloutRate, RolloutVariant } from './rollout-rate.ts';

const FORMAT = 'Scenario format.';

const own = {
  atSeconds: numberParameter({
    label: 'Update begins',
    unit: 'seconds',
    minimum: 0,
    maximum: 1e9,
    default: 0,
    meaning: 'When the first devices are told of the update.',
    source: FORMAT,
  }),
  sizeBytes: integerParameter({
    label: 'Size of the update',
    unit: 'bytes',
    minimum: 0,
    maximum: 1e12,
    default: 20_000_000,
    meaning: 'Bytes that each device fetches: above all the model.',
    source: 'Assumption: an eight-bit image model of 20 MB.',
  }),
  bitsPerSecond: numberParameter({
    label: 'Bandwidth of a device',
    unit: 'bit/s',
    minimum: 1,
    maximum: 1e12,
    default: 1e7,
    meaning: 'Bits per second at which a device fetches the update, beside its other traffic.',
    source: 'Assumption: a mobile connection.',
  }),
  installSeconds: numberParameter({
    label: 'Installation',
    unit: 'seconds',
    minimum: 0,
    maximum: 1e6,
    default: 60,
    meaning: 'Time from the last byte until the new version answers; the old one answers meanwhile.',
    source: 'Assumption: two copies side by side, as A/B updates of devices keep.',
  }),
  failureProbability: numberParameter({
    label: 'Failed updates',
    unit: '',
    minimum: 0,
    maximum: 1,
    default: 0,
    meaning: 'Probability that a device fails to install the update; it keeps the old version.',
    source: FORMAT,
  }),
  offlineShare: numberParameter({
    label: 'Devices offline',
    unit: '',
    minimum: 0,
    maximum: 1,
    default: 0,
    meaning: 'Share of devices that are offline when they would be told.',
    source: FORMAT,
  }),
  meanOfflineSeconds: numberParameter({
    label: 'Time offline',
    unit: 'seconds',
    minimum: 0.001,
    maximum: 1e8,
    default: 86_400,
    meaning: 'Mean time until such a device is back, exponential.',
    source: 'Assumption: a day.',
  }),
  abortPercentage: numberParameter({
    label: 'Abort above',
    unit: '%',
    minimum: 0,
    maximum: 100,
    default: 100,
    meaning: 'Share of failed updates, among those that ended, from which on no further device is told.',
    source: 'AWS IoT API, AbortCriteria: thresholdPercentage.',
  }),
  abortMinimum: integerParameter({
    label: 'Abort after at least',
    unit: 'devices',
    minimum: 1,
    maximum: 1_000_000,
    default: 1,
    meaning: 'Devices that must have been told before the update can be aborted.',
    source: 'AWS IoT API, AbortCriteria: minNumberOfExecutedThings, at least 1.',
  }),
  serviceTimeFactor: numberParameter({
    label: 'Time of the new version',
    unit: '',
    minimum: 0.001,
    maximum: 1000,
    default: 1,
    meaning: 'What the new version takes, as a multiple of the time of the old one.',
    source: FORMAT,
  }),
  quality: numberParameter({
    label: 'Quality of the new version',
    unit: '',
    minimum: 0,
    maximum: 1,
    default: null,
    meaning: 'How good the answers of the new version are. Left out: as those of the old one.',
    source: FORMAT,
  }),
};

/** `update` of a device: a new version that reaches the fleet in stages. */
export const updateSchema = z.strictObject({
  atSeconds: z._default(own.atSeconds.schema, 0),
  sizeBytes: z._default(own.sizeBytes.schema, 20_000_000),
  bitsPerSecond: z._default(own.bitsPerSecond.schema, 1e7),
  installSeconds: z._default(own.installSeconds.schema, 60),
  failureProbability: z._default(own.failureProbability.schema, 0),
  offlineShare: z._default(own.offlineShare.schema, 0),
  meanOfflineSeconds: z._default(own.meanOfflineSeconds.schema, 86_400),
  /** Left out: it goes on whatever fails. */
  abortPercentage: z.optional(own.abortPercentage.schema),
  abortMinimum: z._default(own.abortMinimum.schema, 1),
  serviceTimeFactor: z._default(own.serviceTimeFactor.schema, 1),
  quality: z.optional(own.quality.schema),
  rollout: z.discriminatedUnion('rate', schemasOf(rolloutRates)),
});
export type UpdateSettings = z.output<typeof updateSchema>;

const placed = Object.fromEntries(Object.entries(own).map(([key, ranged]) => [`update.${key}`, ranged]));

export const updateParameters: readonly Parameter[] = [
  ...placeParameters(placed, { optional: Object.keys(placed) }),
  ...familyParameters(
    'update.rollout',
    'rate',
    rolloutRates,
    {
      label: 'Rollout',
      default: 'constant',
      meaning: 'How many devices are told of the update per minute; left out, there is no update.',
      source: 'AWS IoT API, JobExecutionsRolloutConfig.',
    },
    true,
  ),
];

/** A rollout that begins. */
export function createRollout(settings: UpdateSettings['rollout']): RolloutRate {
  const variant = rolloutRates.find((candidate) => candidate.name === settings.rate) as unknown as RolloutVariant;
  return variant.create(settings as never);
}
