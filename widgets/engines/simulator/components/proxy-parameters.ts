import { booleanParameter, numberParameter } from '../parameter.ts';

const ROUTER_SOURCE =
  'Envoy, config.route.v3.RouteAction and RetryPolicy: timeout 15 s with the retries in it, per_try_timeout.';

export const timeoutSeconds = numberParameter({
  label: 'Timeout of the call',
  unit: 'seconds',
  minimum: 0.001,
  maximum: 1e6,
  default: 15,
  meaning:
    'So long the call may take in all, retries and pauses included; then it is timed out and who asked hears so.',
  source: ROUTER_SOURCE,
});

export const perTryTimeoutSeconds = numberParameter({
  label: 'Timeout of one attempt',
  unit: 'seconds',
  minimum: 0.001,
  maximum: 1e6,
  default: 1,
  meaning:
    'An attempt that takes longer has failed and may be tried again. The server finishes its work all the same, unless it takes work back (cancelPropagation).',
  source: ROUTER_SOURCE,
});

export const patientUntilSeconds = numberParameter({
  label: 'Patient until',
  unit: 'seconds',
  minimum: 0,
  maximum: 1e9,
  default: null,
  meaning:
    'Until this moment of the run every call is tried once and an attempt takes as long as it takes; from then on the timeout of an attempt and the retries hold. Left out: from the beginning.',
  source: 'Scenario format: clients that are switched over to retries in the course of the run.',
});

const retryOn = (label: string, what: string) =>
  booleanParameter({
    label,
    default: true,
    meaning: `Whether an attempt that was ${what} is tried again.`,
    source: 'Envoy, x-envoy-retry-on; only idempotent calls should be tried again, and a prediction usually is.',
  });

/** By outcome, in the order of their numbers. */
export const retryOnParameters = {
  rejected: retryOn('Retry when rejected', 'turned away by a full queue or a guard'),
  throttled: retryOn('Retry when throttled', 'turned away by a rate limit'),
  failed: retryOn('Retry when failed', 'answered with an error'),
  timedOut: retryOn('Retry when timed out', 'not answered in time'),
};

const FALLBACK_SOURCE =
  'Site Reliability Engineering, chapter 22 "Addressing Cascading Failures", graceful degradation: cached or cheaper answers.';

export const cachedShare = numberParameter({
  label: 'Cached answers',
  unit: '',
  minimum: 0,
  maximum: 1,
  default: 0,
  meaning: 'Share of the failed calls for which an older answer is at hand, which is then given at once.',
  source: FALLBACK_SOURCE,
});

const tierQuality = (label: string, what: string) =>
  numberParameter({
    label,
    unit: '',
    minimum: 0,
    maximum: 1,
    default: null,
    meaning: `How good ${what} is, as a share of 1. Left out: not counted.`,
    source: FALLBACK_SOURCE,
  });

export const cachedQuality = tierQuality('Quality of cached answers', 'a cached answer');
export const defaultQuality = tierQuality('Quality of the default answer', 'a default answer');

export const defaultAnswer = booleanParameter({
  label: 'Default answer',
  default: false,
  meaning: 'Whether a call for which nothing else is left gets a default answer instead of an error.',
  source: FALLBACK_SOURCE,
});
