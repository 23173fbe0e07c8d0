import * as z from 'zod/mini';
import { arrivalsSchema } from '../arrivals/schema.ts';
import { TrafficStation } from '../stations/traffic-station.ts';
import { commonShape, defineComponent, toShape } from './component-kind.ts';
import { arrivalParameters, sourceParameters, sourceShape } from './source-parameters.ts';

const schema = z.strictObject({
  ...commonShape,
  kind: z.literal('traffic'),
  arrivals: arrivalsSchema,
  ...sourceShape,
  ...toShape,
});

/** Users who ask and wait for an answer. */
export const traffic = defineComponent({
  kind: 'traffic',
  label: 'Traffic',
  family: 'source',
  meaning: 'Users or programs that send requests and wait for each answer.',
  parameters: [...arrivalParameters(), ...sourceParameters],
  example: { kind: 'traffic', arrivals: { process: 'poisson', ratePerSecond: 20 } },
  schema,
  build: (settings, context) => new TrafficStation(settings, context, { isAnswered: true }),
});
