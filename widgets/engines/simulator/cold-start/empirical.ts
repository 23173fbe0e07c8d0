import * as z from '../../../kit/zod.ts';
import { sampleQuantile } from '../service/sample-quantile.ts';
import { defineColdStart } from './cold-start-law.ts';

/** Starts drawn from given samples, by the inverse of their distribution, linear between neighbours. */
export const empirical = defineColdStart({
  name: 'empirical',
  label: 'From samples',
  meaning: 'Starts drawn from a list of measured ones.',
  parameters: {},
  schema: z.strictObject({
    distribution: z.literal('empirical'),
    samplesSeconds: z.array(z.number().check(z.gte(0), z.lte(1e6))).check(z.minLength(1), z.maxLength(100_000)),
  }),
  example: { distribution: 'empirical', samplesSeconds: [8, 10, 12] },
  create({ samplesSeconds }) {
    const sorted = Float64Array.from(samplesSeconds).sort();
    // Between neighbours the quantile function is linear, so the mean is that of the trapezoids.
    const ends = (sorted[0]! + sorted[sorted.length - 1]!) / 2;
    const sum = sorted.reduce((total, seconds) => total + seconds, 0);
    return {
      isRandom: true,
      meanSeconds: sorted.length === 1 ? ends : (sum - ends) / (sorted.length - 1),
      draw: (stream) => sampleQuantile(sorted, stream.uniform()),
    };
  },
});
