import * as z from '../../../kit/zod.ts';
import type { ServiceCurve } from '../../../kit/service-curve.ts';
import { defineEvent } from '../define-event.ts';

const seconds = z.number().check(z.gte(0));
const notNegative = z.number().check(z.gte(0));
const count = z.int().check(z.gte(1));

/** The service curve of `widgets/kit/service-curve.ts`, where each key is described. */
const body = z.object({
  model: z.string(),
  source: z.literal(['measured', 'recorded']),
  device: z.string(),
  browser: z.string(),
  threads: count,
  clockStepSeconds: seconds,
  isIsolated: z.optional(z.boolean()),
  measuredAt: z.string(),
  points: z
    .array(
      z.object({
        batchSize: count,
        medianSeconds: seconds,
        p95Seconds: z.nullable(seconds),
        p99Seconds: z.optional(z.nullable(seconds)),
        runs: count,
      }),
    )
    .check(z.minLength(1)),
  fit: z.object({
    baseSeconds: seconds,
    perItemSeconds: seconds,
    meanRelativeError: notNegative,
    maxRelativeError: z.optional(notNegative),
  }),
  samplesSeconds: z.array(seconds).check(z.maxLength(1000)),
  samplesAre: z.literal(['singleCalls', 'blockMeans']),
  quality: z.optional(z.object({ driftRelative: z.number(), contentionShare: notNegative })),
  coldStart: z.optional(
    z.object({
      runtimeSeconds: seconds,
      downloadSeconds: seconds,
      compileSeconds: seconds,
      sessionSeconds: seconds,
      firstRunSeconds: seconds,
    }),
  ),
  scaling: z.optional(
    z.object({
      profile: z.string(),
      label: z.string(),
      times: z.number().check(z.gt(0)),
      source: z.string(),
      date: z.string(),
    }),
  ),
});

/** A model's service curve was measured on this device, or taken from a file (then its source is `recorded`). The latest curve of a model stands. */
export const modelMeasured = defineEvent({
  version: 1,
  body,
  reduce: (state, curve) => {
    state.curves.set(curve.model, curve satisfies ServiceCurve);
  },
});
