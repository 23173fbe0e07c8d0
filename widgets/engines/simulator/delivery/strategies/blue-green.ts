import * as z from '../../../../kit/zod.ts';
import { numberParameter } from '../../parameter.ts';
import { COMMON_OPTIONAL, commonParameters, commonShape } from './parameters.ts';
import { defineDelivery } from './delivery-strategy.ts';

const scaleDownDelaySeconds = numberParameter({
  label: 'Old version kept',
  unit: 'seconds',
  minimum: 0,
  maximum: 1e6,
  default: 30,
  meaning:
    'How long the old version stays up after the switch: until then a rollback is immediate, later there is nothing to go back to.',
  source: 'Argo Rollouts, spec.strategy.blueGreen.scaleDownDelaySeconds, default 30.',
});

/** All traffic switches at one instant. */
export const blueGreen = defineDelivery({
  name: 'blueGreen',
  label: 'Blue/green',
  meaning: 'The new version stands beside the old one, and all traffic switches to it at one instant.',
  parameters: { ...commonParameters, scaleDownDelaySeconds },
  optional: [...COMMON_OPTIONAL, 'scaleDownDelaySeconds'],
  schema: z.strictObject({
    strategy: z.literal('blueGreen'),
    ...commonShape,
    scaleDownDelaySeconds: z._default(scaleDownDelaySeconds.schema, 30),
  }),
  example: { strategy: 'blueGreen', version: 'canary', scaleDownDelaySeconds: 30 },
  changes: () => [{ atSeconds: 0, share: 1 }],
});
