import * as z from '../../../kit/zod.ts';
import { numberParameter } from '../parameter.ts';
import { defineColdStart } from './cold-start-law.ts';
import { meanSeconds } from './parameters.ts';

/** As for the other laws, and 0 for instances that serve at once. */
const seconds = numberParameter({
  ...meanSeconds.info,
  label: 'Cold start',
  minimum: 0,
  maximum: 1e6,
  default: 10,
  meaning: 'Time from the decision to add an instance until it serves; 0 for instances that serve at once.',
});

/** Every start takes the same time. */
export const deterministic = defineColdStart({
  name: 'deterministic',
  label: 'Constant',
  meaning: 'Every start takes the same time.',
  parameters: { meanSeconds: seconds },
  schema: z.strictObject({ distribution: z.literal('deterministic'), meanSeconds: seconds.schema }),
  example: { distribution: 'deterministic', meanSeconds: 10 },
  create: ({ meanSeconds: mean }) => ({ isRandom: false, meanSeconds: mean, draw: () => mean }),
});
