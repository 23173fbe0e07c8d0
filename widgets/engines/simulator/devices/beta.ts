import * as z from '../../../kit/zod.ts';
import { numberParameter } from '../parameter.ts';
import { betaProbability } from '../theory/network.ts';
import { defineConfidence } from './confidence-law.ts';

const SOURCE =
  'Guo et al. 2017, On calibration of modern neural networks: the confidence of a calibrated model is its accuracy.';

const shape = { unit: '', minimum: 0.05, maximum: 1000 } as const;

const alpha = numberParameter({
  ...shape,
  label: 'Alpha',
  default: 8,
  meaning: 'First parameter of the beta distribution of the confidence; its mean is alpha / (alpha + beta).',
  source: SOURCE,
});

const beta_ = numberParameter({
  ...shape,
  label: 'Beta',
  default: 2,
  meaning: 'Second parameter of the beta distribution of the confidence.',
  source: SOURCE,
});

const threshold = numberParameter({
  label: 'Threshold',
  unit: '',
  minimum: 0,
  maximum: 1,
  default: 0.8,
  meaning: 'The small model answers when its confidence is above this.',
  source: 'Teerapittayanon et al. 2017, Distributed deep neural networks: exit where the confidence suffices.',
});

/** A confidence for each request; the model is calibrated, so an answer is right with the probability that it says. */
export const beta = defineConfidence({
  name: 'beta',
  label: 'Beta, calibrated',
  meaning: 'Each request has its confidence from a beta distribution, and is right with that probability.',
  parameters: { alpha, beta: beta_, threshold },
  schema: z.strictObject({
    law: z.literal('beta'),
    alpha: alpha.schema,
    beta: beta_.schema,
    threshold: threshold.schema,
  }),
  example: { law: 'beta', alpha: 8, beta: 2, threshold: 0.8 },
  create: ({ alpha: first, beta: second, threshold: limit }) => ({
    escalatedShare: betaProbability(limit, first, second),
    draw(stream) {
      const x = stream.gamma(first);
      const sum = x + stream.gamma(second);
      // Both of tiny shapes may come out as 0: then either side is as likely as its shape.
      return sum > 0 ? x / sum : first / (first + second);
    },
    isEscalated: (draw) => draw <= limit,
    quality: (draw) => draw,
  }),
});
