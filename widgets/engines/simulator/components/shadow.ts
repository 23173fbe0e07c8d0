import * as z from '../../../kit/zod.ts';
import { numberParameter, placeParameters } from '../parameter.ts';
import { ShadowStation } from '../stations/shadow-station.ts';
import { commonShape, defineComponent, idSchema, toShape } from './component-kind.ts';

const percentage = numberParameter({
  label: 'Mirrored',
  unit: '%',
  minimum: 0,
  maximum: 100,
  default: 100,
  meaning: 'How many of the requests are copied; what answers the copies is thrown away.',
  source: 'Istio VirtualService, HTTPRoute.mirrorPercentage, 100 by default.',
});

const schema = z.strictObject({
  ...commonShape,
  kind: z.literal('shadow'),
  /** The parser refuses a shadow without `to` here: a form needs an example without one. */
  mirror: z.optional(z.strictObject({ to: z.optional(idSchema), percentage: z._default(percentage.schema, 100) })),
  ...toShape,
});
export type ShadowSettings = z.output<typeof schema>;

/** Traffic mirroring. */
export const shadow = defineComponent({
  kind: 'shadow',
  label: 'Shadow',
  family: 'edge of the system',
  meaning: 'Sends every request on, and a copy of some to another version, whose answers nobody sees.',
  parameters: placeParameters({ 'mirror.percentage': percentage }, { optional: ['mirror.percentage'] }),
  example: { kind: 'shadow', mirror: { percentage: 100 } },
  schema,
  build: (settings, context) => new ShadowStation(settings, context),
  makesCalls: true,
  capacityPerSecond: () => Infinity,
  eventsPerRequest: () => 0,
});
