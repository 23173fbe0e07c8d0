import type { ServiceCurve } from '../../kit/service-curve.ts';
import { fitAffine } from './fit.ts';
import { type HarnessSetting, measureCurve } from './harness.ts';
import type { MeasureAnswer, MeasureInput } from './messages.ts';
import { flatten, type ModelSession } from './model-session.ts';

/** Where and when a curve is measured. */
export type Circumstances = Pick<ServiceCurve, 'source' | 'device' | 'browser' | 'threads' | 'measuredAt'>;

export type SessionSetting = Omit<HarnessSetting, 'run' | 'batchSizes'> & { readonly circumstances: Circumstances };

/**
 * Measures the service curve of an open model. The rows are used in turn, so that a batch holds real rows; each call gets its own copy of
 * them, as each request of a service does. Throws a RangeError without rows or with a batch size that is no whole number from 1 to 4096.
 */
export async function measureSession(
  session: ModelSession,
  input: MeasureInput,
  setting: SessionSetting,
): Promise<MeasureAnswer> {
  if (input.rows.length === 0) throw new RangeError('Measuring needs at least one row.');
  const batchSizes = [...new Set([1, ...input.batchSizes])].sort((a, b) => a - b);
  const wrong = batchSizes.find((size) => !Number.isInteger(size) || size < 1 || size > 4096);
  if (wrong !== undefined) throw new RangeError(`A batch size is a whole number from 1 to 4096, not ${wrong}.`);
  const batches = new Map(
    batchSizes.map((size) => [
      size,
      flatten(
        Array.from({ length: size }, (_, index) => input.rows[index % input.rows.length]!),
        session.featureCount,
      ),
    ]),
  );
  const { circumstances, ...rest } = setting;
  const result = await measureCurve({
    ...rest,
    batchSizes,
    run: async (size) => {
      const output = await session.run(batches.get(size)!.slice(), size);
      // Reading the answer is part of the work; a model that answers nonsense is not worth timing.
      if (Number.isNaN(output[size - 1])) throw new Error('The model answered something that is not a number.');
    },
  });
  const { clockStepSeconds, points, samplesSeconds, samplesAre, quality } = result;
  const curve: ServiceCurve = {
    model: input.model,
    ...circumstances,
    clockStepSeconds,
    points,
    fit: fitAffine(points),
    samplesSeconds,
    samplesAre,
  };
  return { curve, quality };
}
