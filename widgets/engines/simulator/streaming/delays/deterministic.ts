import * as z from '../../../../kit/zod.ts';
import { deterministic as law } from '../../service/deterministic.ts';
import { defineService } from '../../service/service-law.ts';
import { meanSeconds } from './parameters.ts';

/** Every event is late by the same time, so that the order stays. */
export const deterministic = defineService({
  name: 'deterministic',
  label: 'Always the same',
  meaning: 'Every event takes the same time.',
  parameters: { meanSeconds },
  schema: z.strictObject({ distribution: z.literal('deterministic'), meanSeconds: meanSeconds.schema }),
  example: { distribution: 'deterministic', meanSeconds: 1 },
  create: law.create,
});
