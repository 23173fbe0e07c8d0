import * as z from '../../../../kit/zod.ts';
import { COMMON_OPTIONAL, commonParameters, commonShape } from './parameters.ts';
import { defineDelivery, type WeightChange } from './delivery-strategy.ts';

/** setWeight and pause one after the other; after the last pause the new version is promoted: all traffic is its own. */
export const argoRollouts = defineDelivery({
  name: 'argoRollouts',
  label: 'Canary by steps (Argo Rollouts)',
  meaning:
    'Each of the steps gives the new version a share of the traffic (setWeight, in per cent) and waits (pauseSeconds); after the last one it gets everything.',
  parameters: commonParameters,
  optional: COMMON_OPTIONAL,
  schema: z.strictObject({
    strategy: z.literal('argoRollouts'),
    ...commonShape,
    /** Argo Rollouts, spec.strategy.canary.steps: setWeight (per cent) followed by pause.duration. */
    steps: z
      .array(
        z.strictObject({
          setWeight: z.number().check(z.gte(0), z.lte(100)),
          pauseSeconds: z.number().check(z.gte(0), z.lte(1e9)),
        }),
      )
      .check(z.minLength(1), z.maxLength(100)),
  }),
  example: { strategy: 'argoRollouts', version: 'canary', steps: [{ setWeight: 20, pauseSeconds: 600 }] },
  changes({ steps }) {
    const changes: WeightChange[] = [];
    let atSeconds = 0;
    for (const { setWeight, pauseSeconds } of steps) {
      changes.push({ atSeconds, share: setWeight / 100 });
      atSeconds += pauseSeconds;
    }
    return [...changes, { atSeconds, share: 1 }];
  },
});
