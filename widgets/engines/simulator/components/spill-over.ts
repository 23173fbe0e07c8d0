import * as z from '../../../kit/zod.ts';
import { numberParameter, placeParameters } from '../parameter.ts';
import { idSchema } from './component-kind.ts';

const afterSeconds = numberParameter({
  label: 'Spill over after',
  unit: 'seconds',
  minimum: 0,
  maximum: 1e6,
  default: 0,
  meaning:
    'A request that has waited this long goes to the other component; with 0 it goes as soon as it would have to wait.',
  source: 'Slipway’s convention: the overflow of a loss system (Wilkinson 1956), or after some queueing.',
});

/** `spillOver` of a compute component: where requests go that it cannot serve at once. */
export const spillOverSchema = z.strictObject({
  /** The component that takes them. */
  to: idSchema,
  afterSeconds: z._default(afterSeconds.schema, 0),
});
export type SpillOverSettings = z.output<typeof spillOverSchema>;

/** For a form; `spillOver.to` is a way out like `to`, not a parameter. */
export const spillOverParameters = placeParameters(
  { 'spillOver.afterSeconds': afterSeconds },
  { optional: ['spillOver.afterSeconds'] },
);
