import * as z from '../../../kit/zod.ts';
import type { ServiceCurve } from '../../../kit/service-curve.ts';
import { defineEvent } from '../define-event.ts';

const seconds = z.number().check(z.gte(0));
const count = z.int().check(z.gte(1));

/** The service curve of `widgets/kit/service-curve.ts`, where each key is described. */
const body = z.object({
  model: z.string(),
  source: z.literal(['measured', 'recorded']),
  device: z.string(),
  browser: z.string(),
  threads: count,
  clockStepSeconds: seconds,
  measuredAt: z.string(),
  points: z
    .array(z.object({ batchSize: count, medianSeconds: seconds, p95Seconds: z.nullable(seconds), runs: count }))
    .check(z.minLength(1)),
  fit: z.object({ baseSeconds: seconds, perItemSeconds: seconds, meanRelativeError: z.number().check(z.gte(0)) }),
  samplesSeconds: z.array(seconds).check(z.maxLength(1000)),
  samplesAre: z.literal(['singleCalls', 'blockMeans']),
});

/** A model's service curve was measured on this device. The latest curve of a model stands. */
export const modelMeasured = defineEvent({
  version: 1,
  body,
  reduce: (state, curve) => {
    state.curves.set(curve.model, curve satisfies ServiceCurve);
  },
});
