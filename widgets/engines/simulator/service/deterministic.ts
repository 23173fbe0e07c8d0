import * as z from '../../../kit/zod.ts';
import { meanSeconds } from './parameters.ts';
import { defineService } from './service-law.ts';

/** Every request takes the same time. */
export const deterministic = defineService({
  name: 'deterministic',
  label: 'Constant',
  meaning: 'Every request takes the same time.',
  parameters: { meanSeconds },
  schema: z.strictObject({ distribution: z.literal('deterministic'), meanSeconds: meanSeconds.schema }),
  example: { distribution: 'deterministic', meanSeconds: 0.1 },
  create: ({ meanSeconds: mean }) => ({ isRandom: false, isBatchLaw: false, draw: () => mean, seconds: () => mean }),
});
