import * as z from '../../../kit/zod.ts';
import { booleanParameter, integerParameter, numberParameter } from '../parameter.ts';

const ENVOY = 'Envoy, docs: load_balancers.rst.';

export const choices = integerParameter({
  label: 'Choices',
  unit: 'replicas',
  minimum: 1,
  maximum: 64,
  default: 2,
  meaning: 'How many replicas are drawn at random, of which the one with the fewest active requests is taken.',
  source: `${ENVOY} choice_count, default 2.`,
});

export const distinct = booleanParameter({
  label: 'Distinct choices',
  default: false,
  meaning: 'Whether the replicas drawn must differ; otherwise one may be drawn twice.',
  source: `${ENVOY} Two random picks, which may coincide; the classic analysis draws with replacement.`,
});

export const bias = numberParameter({
  label: 'Bias of the weights',
  unit: '',
  minimum: 0,
  maximum: 10,
  default: 1,
  meaning: 'With unequal weights: how strongly active requests reduce a weight, weight / (active + 1)^bias.',
  source: `${ENVOY} active_request_bias, default 1.0.`,
});

export const balancers = integerParameter({
  label: 'Balancers',
  unit: 'balancers',
  minimum: 1,
  maximum: 1000,
  default: 1,
  meaning:
    'Balancers side by side; each request goes through one of them at random, and each knows only the requests that it sent itself.',
  source: 'Slipway’s convention: proxies side by side that do not share their counts, as several Envoys.',
});

export const snapshotAgeSeconds = numberParameter({
  label: 'Age of the view',
  unit: 'seconds',
  minimum: 0,
  maximum: 3600,
  default: 0,
  meaning:
    'The balancer sees the active requests as they were at the last whole multiple of this time; 0 means as they are.',
  source: 'Mitzenmacher 2000, How Useful Is Old Information?: whoever looked least loaded draws the herd.',
});

export const ringSize = integerParameter({
  label: 'Ring size',
  unit: 'points',
  minimum: 1,
  maximum: 1_000_000,
  default: 1024,
  meaning: 'Points on the hash ring, shared out evenly among the replicas; each has at least one.',
  source: `${ENVOY} minimum_ring_size, default 1024.`,
});

/** The keys of what a balancer knows. */
export const viewParameters = { balancers, snapshotAgeSeconds };
export const viewShape = {
  balancers: z.optional(balancers.schema),
  snapshotAgeSeconds: z.optional(snapshotAgeSeconds.schema),
};
