import * as z from '../../../kit/zod.ts';
import { sampleQuantile } from './sample-quantile.ts';
import { defineService } from './service-law.ts';

/** Service times drawn from given samples, by the inverse of their distribution, linear between neighbours. */
export const empirical = defineService({
  name: 'empirical',
  label: 'From samples',
  meaning: 'Service times drawn from a list of measured ones.',
  parameters: {},
  schema: z.strictObject({
    distribution: z.literal('empirical'),
    samplesSeconds: z.array(z.number().check(z.gte(0), z.lte(1e6))).check(z.minLength(1), z.maxLength(100_000)),
  }),
  example: { distribution: 'empirical', samplesSeconds: [0.08, 0.1, 0.12] },
  create({ samplesSeconds }) {
    const sorted = Float64Array.from(samplesSeconds).sort();
    return {
      isRandom: true,
      isBatchLaw: false,
      draw: (stream) => sampleQuantile(sorted, stream.uniform()),
      seconds: (_size, draw) => draw,
    };
  },
});
