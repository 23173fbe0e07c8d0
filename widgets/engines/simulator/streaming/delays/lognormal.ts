import * as z from '../../../../kit/zod.ts';
import { lognormal as law } from '../../service/lognormal.ts';
import { defineService } from '../../service/service-law.ts';
import { cv, meanSeconds } from './parameters.ts';

/** Most delays are short and a few are very long, as from phones that were off. */
export const lognormal = defineService({
  name: 'lognormal',
  label: 'Lognormal',
  meaning: 'Most delays are short, a few are very long.',
  parameters: { meanSeconds, cv },
  schema: z.strictObject({ distribution: z.literal('lognormal'), meanSeconds: meanSeconds.schema, cv: cv.schema }),
  example: { distribution: 'lognormal', meanSeconds: 1, cv: 2 },
  create: law.create,
});
