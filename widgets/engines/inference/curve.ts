import * as z from '../../kit/zod.ts';
import { parseWith } from '../../kit/parse-with.ts';
import type { Parsed } from '../../kit/problem.ts';
import type { ServiceCurve } from '../../kit/service-curve.ts';

const positive = z.number().check(z.positive());
const notNegative = z.number().check(z.nonnegative());

/** Longest time of a call that is believed, in seconds: an hour. */
const seconds = positive.check(z.lte(3600));
const share = z.number().check(z.gte(0), z.lte(1));

const point = z.object({
  /** Rows in one call. */
  batchSize: z.int().check(z.positive()),
  /** Median over timed blocks of the time of one call, in seconds. */
  medianSeconds: seconds,
  /** 95th percentile of single calls, in seconds, or null below the clock's resolution. */
  p95Seconds: z.nullable(seconds),
  p99Seconds: z.optional(z.nullable(seconds)),
  /** Timed calls. */
  runs: z.int().check(z.positive()),
});

/** Schema of a service curve in a file or a learner's record; the keys are explained at {@link ServiceCurve}. */
export const serviceCurveSchema = z.object({
  model: z.string().check(z.minLength(1)),
  source: z.enum(['measured', 'recorded']),
  device: z.string(),
  browser: z.string(),
  threads: z.int().check(z.positive()),
  clockStepSeconds: positive,
  isIsolated: z.optional(z.boolean()),
  measuredAt: z.iso.datetime(),
  points: z.array(point).check(
    z.minLength(1),
    z.refine(
      (points) => points.every((p, index) => index === 0 || p.batchSize > points[index - 1]!.batchSize),
      'batch sizes that rise',
    ),
  ),
  fit: z.object({
    baseSeconds: notNegative,
    perItemSeconds: notNegative,
    meanRelativeError: notNegative,
    maxRelativeError: z.optional(notNegative),
  }),
  samplesSeconds: z.array(seconds).check(z.minLength(1), z.maxLength(1000)),
  samplesAre: z.enum(['singleCalls', 'blockMeans']),
  quality: z.optional(z.object({ driftRelative: z.number().check(z.gt(-1)), contentionShare: share })),
  coldStart: z.optional(
    z.object({
      runtimeSeconds: notNegative,
      downloadSeconds: notNegative,
      compileSeconds: notNegative,
      sessionSeconds: notNegative,
      firstRunSeconds: notNegative,
    }),
  ),
  scaling: z.optional(
    z.object({
      profile: z.string().check(z.minLength(1)),
      label: z.string().check(z.minLength(1)),
      times: positive,
      source: z.string().check(z.minLength(1)),
      date: z.iso.date(),
    }),
  ),
});

/** A service curve from a file, a record or a link; or every reason why it is none. Unknown keys are dropped. */
export function parseServiceCurve(input: unknown): Parsed<ServiceCurve> {
  return parseWith(serviceCurveSchema, input, () => ({
    fix: 'Measure the model again, or run `npm run models -- --reference`.',
  }));
}
