import * as z from '../../../kit/zod.ts';
import { trafficArrivalsSchema } from '../arrivals/schema.ts';
import { ClosedLoopStation } from '../stations/closed-loop-station.ts';
import { TrafficStation } from '../stations/traffic-station.ts';
import { commonShape, defineComponent, toShape } from './component-kind.ts';
import { arrivalParameters, sourceParameters, sourceShape } from './source-parameters.ts';

const schema = z.strictObject({
  ...commonShape,
  kind: z.literal('traffic'),
  arrivals: trafficArrivalsSchema,
  ...sourceShape,
  ...toShape,
});

/** Users who ask and wait for an answer. */
export const traffic = defineComponent({
  kind: 'traffic',
  label: 'Traffic',
  family: 'source',
  meaning: 'Users or programs that send requests and wait for each answer.',
  parameters: [...arrivalParameters({ isAnswered: true }), ...sourceParameters],
  example: { kind: 'traffic', arrivals: { process: 'poisson', ratePerSecond: 20 } },
  schema,
  build: ({ arrivals, ...settings }, context) =>
    arrivals.process === 'closed'
      ? new ClosedLoopStation({ ...settings, arrivals }, context)
      : new TrafficStation({ ...settings, arrivals }, context, { isAnswered: true }),
});
