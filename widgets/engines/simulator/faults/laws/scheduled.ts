import * as z from '../../../../kit/zod.ts';
import { numberParameter } from '../../parameter.ts';
import { snap, snapAfter } from '../../snap.ts';
import { defineOutageLaw } from './outage-law.ts';

const atSeconds = numberParameter({
  label: 'Begins at',
  unit: 'seconds',
  minimum: 0,
  maximum: 1e9,
  default: 600,
  meaning: 'When it goes down, from the beginning of the run.',
  source:
    'Scenario format: an experiment as chaos engineering plans it (Basiri et al., Chaos Engineering, IEEE Software 2016).',
});

const durationSeconds = numberParameter({
  label: 'Lasts',
  unit: 'seconds',
  minimum: 0.001,
  maximum: 1e9,
  default: 300,
  meaning: 'How long it is down, until it is detected and afterwards.',
  source: 'Scenario format.',
});

/** One outage at a time that is given. Several are several faults. */
export const scheduled = defineOutageLaw({
  name: 'scheduled',
  label: 'At a given time',
  meaning: 'Down once, from a given time on, for a given time.',
  parameters: { atSeconds, durationSeconds },
  schema: z.strictObject({
    law: z.literal('scheduled'),
    atSeconds: atSeconds.schema,
    durationSeconds: durationSeconds.schema,
  }),
  example: { law: 'scheduled', atSeconds: 600, durationSeconds: 300 },
  create: ({ atSeconds: at, durationSeconds: duration }) => ({
    availability: undefined,
    outagesPerSecond: 0,
    course: () => {
      let hasBegun = false;
      return {
        beginsAt: () => {
          if (hasBegun) return Infinity;
          hasBegun = true;
          return snap(at);
        },
        endsAt: (now) => snapAfter(now, duration),
      };
    },
  }),
});
