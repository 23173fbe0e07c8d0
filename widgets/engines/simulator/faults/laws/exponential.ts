import * as z from '../../../../kit/zod.ts';
import { numberParameter } from '../../parameter.ts';
import { defineOutageLaw } from './outage-law.ts';

const SOURCE =
  'Trivedi, Probability and Statistics with Reliability, Queuing, and Computer Science Applications, 2nd ed. 2002, section 6.6.';

const mtbfSeconds = numberParameter({
  label: 'Mean time between failures',
  unit: 'seconds',
  minimum: 0.001,
  maximum: 1e12,
  default: 2_592_000,
  meaning: 'Mean time that it stays up, exponential: from the end of one outage to the next failure.',
  source: `${SOURCE} Default 30 days: an assumption.`,
});

const mttrSeconds = numberParameter({
  label: 'Mean time to repair',
  unit: 'seconds',
  minimum: 0.001,
  maximum: 1e9,
  default: 600,
  meaning: 'Mean time of the repair, exponential, which begins when the failure is detected.',
  source: `${SOURCE} Default 10 minutes: an assumption.`,
});

/** Up and down by turns, each for an exponential time: what the availability of the textbooks is about, A = MTBF/(MTBF + detection + MTTR). */
export const exponential = defineOutageLaw({
  name: 'exponential',
  label: 'Random',
  meaning:
    'Up for an exponential time, then down until it is detected and for an exponential time of repair, and so on.',
  parameters: { mtbfSeconds, mttrSeconds },
  schema: z.strictObject({
    law: z.literal('exponential'),
    mtbfSeconds: mtbfSeconds.schema,
    mttrSeconds: mttrSeconds.schema,
  }),
  example: { law: 'exponential', mtbfSeconds: 2_592_000, mttrSeconds: 600 },
  create: ({ mtbfSeconds: mtbf, mttrSeconds: mttr }, detectionSeconds) => ({
    availability: mtbf / (mtbf + detectionSeconds + mttr),
    outagesPerSecond: 1 / (mtbf + detectionSeconds + mttr),
    course: (stream) => ({
      beginsAt: (now) => now + mtbf * stream.exponential(),
      endsAt: (now) => now + detectionSeconds + mttr * stream.exponential(),
    }),
  }),
});
