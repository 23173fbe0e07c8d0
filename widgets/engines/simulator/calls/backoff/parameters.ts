import { integerParameter, numberParameter } from '../../parameter.ts';

/** More tries of one call are no retries any more, and nested ones multiply. */
const MOST_RETRIES = 100;

export function maximumRetriesParameter(standard: number, source: string) {
  return integerParameter({
    label: 'Retries',
    unit: 'retries',
    minimum: 0,
    maximum: MOST_RETRIES,
    default: standard,
    meaning: 'How often a failed call is tried again at most, after its first attempt.',
    source,
  });
}

export function baseSecondsParameter(label: string, standard: number, meaning: string, source: string) {
  return numberParameter({ label, unit: 'seconds', minimum: 0, maximum: 3600, default: standard, meaning, source });
}

/** The parameters of the forms that Amazon Web Services published, which differ only in their jitter. */
const AWS_SOURCE =
  'Brooker, Exponential Backoff And Jitter, AWS Architecture Blog 2015; aws-samples/aws-arch-backoff-simulator, src/backoff_simulator.py. Retries and cap: AWS SDKs and Tools Reference Guide, retry behavior, standard mode: 3 attempts in all, at most 20 s.';

export const awsParameters = {
  maximumRetries: maximumRetriesParameter(2, AWS_SOURCE),
  baseSeconds: baseSecondsParameter(
    'Base',
    0.1,
    'Wait before the first retry, before jitter; it doubles with each retry.',
    AWS_SOURCE,
  ),
  capSeconds: baseSecondsParameter('Cap', 20, 'Longest wait, before jitter.', AWS_SOURCE),
};
