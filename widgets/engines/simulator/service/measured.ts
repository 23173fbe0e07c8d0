import * as z from '../../../kit/zod.ts';
import { monotoneKnots, secondsOnKnots } from '../../../kit/monotone.ts';
import type { ServiceCurve } from '../../../kit/service-curve.ts';
import { sampleQuantile } from './sample-quantile.ts';
import { defineService, type ServiceLaw } from './service-law.ts';

/** Seconds for a batch of `size` on a measured curve made monotone; see `secondsOnKnots`. */
export function curveSeconds(curve: ServiceCurve, size: number): number {
  return secondsOnKnots(monotoneKnots(curve.points), size);
}

/** Batch sizes up to this have their time looked up in a table. */
const TABLE_SIZE = 1024;

function measuredLaw(curve: ServiceCurve): ServiceLaw {
  const knots = monotoneKnots(curve.points);
  const table = Float64Array.from({ length: TABLE_SIZE + 1 }, (_, size) => secondsOnKnots(knots, size));
  const sorted = Float64Array.from(curve.samplesSeconds).sort();
  const one = table[1]!;
  const hasSpread = sorted.length > 0;
  return {
    isRandom: hasSpread,
    isBatchLaw: true,
    // Relative to the curve's time of one row, so that a single call takes exactly as long as a sample did; the same spread is taken to hold for every
    // batch size. Not relative to the samples' median: the curve's times are of blocks, which hold the slow calls already, and would count them twice.
    draw: (stream) => (hasSpread ? sampleQuantile(sorted, stream.uniform()) / one : 1),
    seconds: (size, draw) => draw * (size <= TABLE_SIZE ? table[size]! : secondsOnKnots(knots, size)),
  };
}

/** The service time of a model as it was timed on a device. */
export const measured = defineService({
  name: 'measured',
  label: 'Measured on a device',
  meaning: "The model's own time, as measured on this device or recorded on the reference device.",
  parameters: {},
  schema: z.strictObject({
    distribution: z.literal('measured'),
    model: z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,63}$/)),
  }),
  example: { distribution: 'measured', model: 'titanic-mlp' },
  create({ model }, curves) {
    const curve = Object.hasOwn(curves, model) ? curves[model] : undefined;
    if (!curve)
      throw new Error(`No service curve of the model "${model}" was given, so its measured service time is unknown.`);
    return measuredLaw(curve);
  },
});
