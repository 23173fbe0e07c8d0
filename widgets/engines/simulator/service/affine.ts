import * as z from '../../../kit/zod.ts';
import { numberParameter } from '../parameter.ts';
import { defineService } from './service-law.ts';

const seconds = (label: string, fallback: number, meaning: string) =>
  numberParameter({
    label,
    unit: 'seconds',
    minimum: 0,
    maximum: 1e6,
    default: fallback,
    meaning,
    source: 'Scenario format: s(b) = a + c · b.',
  });
const baseSeconds = seconds('Time per call', 0.01, 'Fixed time of one call, whatever the batch size.');
const perItemSeconds = seconds('Time per item', 0.001, 'Time that each item of the batch adds.');

/** A batch of b takes a + c · b. */
export const affine = defineService({
  name: 'affine',
  label: 'Fixed plus per item',
  meaning: 'A batch of b takes a fixed time plus a time per item.',
  parameters: { baseSeconds, perItemSeconds },
  schema: z
    .strictObject({
      distribution: z.literal('affine'),
      baseSeconds: baseSeconds.schema,
      perItemSeconds: perItemSeconds.schema,
    })
    .check(
      z.refine((law) => law.baseSeconds + law.perItemSeconds > 0, {
        message: 'a positive time for a batch of one | Give baseSeconds or perItemSeconds a positive value.',
      }),
    ),
  example: { distribution: 'affine', baseSeconds: 0.01, perItemSeconds: 0.001 },
  create: ({ baseSeconds: base, perItemSeconds: perItem }) => ({
    isRandom: false,
    isBatchLaw: true,
    draw: () => 1,
    seconds: (size) => base + perItem * size,
  }),
});
