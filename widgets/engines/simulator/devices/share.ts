import * as z from '../../../kit/zod.ts';
import { numberParameter } from '../parameter.ts';
import { defineConfidence } from './confidence-law.ts';

const escalatedShare = numberParameter({
  label: 'Escalated share',
  unit: '',
  minimum: 0,
  maximum: 1,
  default: 0.2,
  meaning: 'Share of requests of which the small model is not sure.',
  source: 'Park et al. 2015, Big/LITTLE deep neural network: the share that reaches the big model.',
});

const unsureQuality = numberParameter({
  label: 'Quality when unsure',
  unit: '',
  minimum: 0,
  maximum: 1,
  default: null,
  meaning:
    'How good its own answers are to these, given when the larger model cannot be reached. Left out: as the others.',
  source: 'Scenario format.',
});

/** A share that was measured. */
export const share = defineConfidence({
  name: 'share',
  label: 'A measured share',
  meaning: 'The small model is unsure of a given share of the requests.',
  parameters: { escalatedShare, unsureQuality },
  optional: ['unsureQuality'],
  schema: z.strictObject({
    law: z.literal('share'),
    escalatedShare: escalatedShare.schema,
    unsureQuality: z.optional(unsureQuality.schema),
  }),
  example: { law: 'share', escalatedShare: 0.2 },
  create: ({ escalatedShare: escalated, unsureQuality: unsure }) => ({
    escalatedShare: escalated,
    draw: (stream) => stream.uniform(),
    isEscalated: (draw) => draw < escalated,
    quality: (draw) => (draw < escalated ? unsure : undefined),
  }),
});
