import * as z from 'zod/mini';
import { arrivalProcesses } from '../arrivals/index.ts';
import { integerParameter, numberParameter, type Parameter, placeParameters } from '../parameter.ts';
import { familyParameters } from '../variant.ts';

const payloadBytes = integerParameter({
  label: 'Size',
  unit: 'bytes',
  minimum: 0,
  maximum: 1e9,
  default: 1000,
  meaning: 'Bytes that one request carries; what links and logs charge for.',
  source: 'Assumption: one row of features as JSON is about 1 kB.',
});

const keyCount = integerParameter({
  label: 'Keys',
  unit: 'keys',
  minimum: 1,
  maximum: 1_000_000,
  default: 1000,
  meaning: 'Number of different keys, for example users.',
  source: 'Scenario format.',
});

const zipfExponent = numberParameter({
  label: 'Skew of the keys',
  unit: '',
  minimum: 0,
  maximum: 5,
  default: 0,
  meaning: 'Key k comes in proportion to 1/k^s: 0 makes all keys equally likely, 1 makes a few keys dominate.',
  source: 'Zipf distribution.',
});

/** `keys` of a source: how many, and how unevenly they come. */
const keysSchema = z.strictObject({ count: keyCount.schema, zipfExponent: z._default(zipfExponent.schema, 0) });
export type Keys = z.output<typeof keysSchema>;

/** The keys that every source may have. */
export const sourceShape = {
  /** Left out: requests have no key. */
  keys: z.optional(keysSchema),
  payloadBytes: z._default(payloadBytes.schema, 1000),
};

export const sourceParameters: readonly Parameter[] = placeParameters(
  { 'keys.count': keyCount, 'keys.zipfExponent': zipfExponent, payloadBytes },
  { optional: ['keys.count', 'keys.zipfExponent', 'payloadBytes'] },
);

/** The parameters of `arrivals`. */
export function arrivalParameters(isOptional = false): Parameter[] {
  const choice = {
    label: 'Arrivals',
    default: 'poisson',
    meaning: 'How requests are spread over time.',
    source: 'Scenario format.',
  };
  return familyParameters('arrivals', 'process', arrivalProcesses, choice, isOptional);
}
