import * as z from '../../../kit/zod.ts';
import type { ServiceCurve } from '../../../kit/service-curve.ts';
import { sampleQuantile } from './sample-quantile.ts';
import { defineService, type ServiceLaw } from './service-law.ts';

/**
 * Seconds for a batch of `size` on a measured curve: linear between the measured sizes; below the smallest, the time of the smallest; beyond the
 * largest B, several calls of B and one of the rest, because nothing larger was measured.
 */
export function curveSeconds(curve: ServiceCurve, size: number): number {
  const { points } = curve;
  const last = points[points.length - 1]!;
  if (size > last.batchSize)
    return Math.floor(size / last.batchSize) * last.medianSeconds + curveSeconds(curve, size % last.batchSize);
  if (size === 0) return 0;
  const index = points.findIndex((point) => point.batchSize >= size);
  const high = points[index]!;
  const low = points[index - 1];
  if (!low) return high.medianSeconds;
  const share = (size - low.batchSize) / (high.batchSize - low.batchSize);
  return low.medianSeconds + (high.medianSeconds - low.medianSeconds) * share;
}

/** Batch sizes up to this have their time looked up in a table. */
const TABLE_SIZE = 1024;

function measuredLaw(curve: ServiceCurve): ServiceLaw {
  const table = Float64Array.from({ length: TABLE_SIZE + 1 }, (_, size) => curveSeconds(curve, size));
  const sorted = Float64Array.from(curve.samplesSeconds).sort();
  const median = sorted.length > 0 ? sampleQuantile(sorted, 0.5) : 0;
  const hasSpread = median > 0;
  return {
    isRandom: hasSpread,
    isBatchLaw: true,
    // The spread of single calls, as a factor about their median, is taken to hold for every batch size.
    draw: (stream) => (hasSpread ? sampleQuantile(sorted, stream.uniform()) / median : 1),
    seconds: (size, draw) => draw * (size <= TABLE_SIZE ? table[size]! : curveSeconds(curve, size)),
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
