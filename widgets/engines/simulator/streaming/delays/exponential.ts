import * as z from '../../../../kit/zod.ts';
import { exponential as law } from '../../service/exponential.ts';
import { defineService } from '../../service/service-law.ts';
import { meanSeconds } from './parameters.ts';

/** Delays without memory: events overtake each other. */
export const exponential = defineService({
  name: 'exponential',
  label: 'Exponential',
  meaning: 'Delays without memory, so that events come out of order.',
  parameters: { meanSeconds },
  schema: z.strictObject({ distribution: z.literal('exponential'), meanSeconds: meanSeconds.schema }),
  example: { distribution: 'exponential', meanSeconds: 1 },
  create: law.create,
});
