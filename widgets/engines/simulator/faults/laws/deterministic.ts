import * as z from '../../../../kit/zod.ts';
import { numberParameter } from '../../parameter.ts';
import { snap } from '../../snap.ts';
import { defineOutageLaw } from './outage-law.ts';

const upSeconds = numberParameter({
  label: 'Up',
  unit: 'seconds',
  minimum: 0.001,
  maximum: 1e9,
  default: 3600,
  meaning: 'How long it stays up each time.',
  source: 'Scenario format.',
});

const downSeconds = numberParameter({
  label: 'Down',
  unit: 'seconds',
  minimum: 0.001,
  maximum: 1e9,
  default: 60,
  meaning: 'How long it stays down each time, until it is detected and afterwards.',
  source: 'Scenario format.',
});

/** Up and down by turns, always for the same times: what can be worked out on paper. */
export const deterministic = defineOutageLaw({
  name: 'deterministic',
  label: 'By turns',
  meaning: 'Up and down by turns, each always for the same time.',
  parameters: { upSeconds, downSeconds },
  schema: z.strictObject({
    law: z.literal('deterministic'),
    upSeconds: upSeconds.schema,
    downSeconds: downSeconds.schema,
  }),
  example: { law: 'deterministic', upSeconds: 3600, downSeconds: 60 },
  create: ({ upSeconds: up, downSeconds: down }) => ({
    availability: up / (up + down),
    outagesPerSecond: 1 / (up + down),
    course: () => {
      // The k-th time is a multiple, never a sum of what came before.
      let turns = 0;
      return {
        beginsAt: () => snap(turns * (up + down) + up),
        endsAt: () => snap(++turns * (up + down)),
      };
    },
  }),
});
