import * as z from '../../kit/zod.ts';
import { parseWith } from '../../kit/parse-with.ts';
import type { Parsed } from '../../kit/problem.ts';
import type { ServiceCurve } from '../../kit/service-curve.ts';

const positive = z.number().check(z.positive());
const notNegative = z.number().check(z.nonnegative());

const point = z.object({
  /** Rows in one call. */
  batchSize: z.int().check(z.positive()),
  /** Median over timed blocks of the time of one call, in seconds. */
  medianSeconds: positive,
  /** 95th percentile of single calls, in seconds, or null below the clock's resolution. */
  p95Seconds: z.nullable(positive),
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
  measuredAt: z.iso.datetime(),
  points: z.array(point).check(
    z.minLength(1),
    z.refine(
      (points) => points.every((p, index) => index === 0 || p.batchSize > points[index - 1]!.batchSize),
      'batch sizes that rise',
    ),
  ),
  fit: z.object({ baseSeconds: notNegative, perItemSeconds: notNegative, meanRelativeError: notNegative }),
  samplesSeconds: z.array(positive).check(z.minLength(1), z.maxLength(1000)),
  samplesAre: z.enum(['singleCalls', 'blockMeans']),
});

/** A service curve from a file, a record or a link; or every reason why it is none. Unknown keys are dropped. */
export function parseServiceCurve(input: unknown): Parsed<ServiceCurve> {
  return parseWith(serviceCurveSchema, input, () => ({
    fix: 'Measure the model again, or run `npm run models -- --reference`.',
  }));
}
