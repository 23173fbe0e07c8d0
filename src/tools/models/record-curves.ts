import { formatPercent, formatSeconds } from '../../../widgets/kit/format.ts';
import type { ServiceCurve } from '../../../widgets/kit/service-curve.ts';
import type { FeatureRow } from '../../../widgets/engines/inference/messages.ts';
import { formatJson } from './format-json.ts';
import { type DescribedModel, measureInNode } from './reference-curve.ts';

/** Time for the blocks of one model, in seconds, when curves are recorded. */
const SECONDS_PER_MODEL = 6;
/** A curve that is shipped was recorded while others took less of the processor than this. */
const CONTENTION_LIMIT = 0.3;

/**
 * Measures the curves that are shipped as recorded, the models in turn, and tells of them. Resolves to the files by name; null where the machine was
 * busy, so that nothing is to be written.
 */
export async function recordCurves(
  models: readonly DescribedModel[],
  rows: readonly FeatureRow[],
  device: string,
): Promise<ReadonlyMap<string, string> | null> {
  const measured = await measureInNode(models, rows, { device, timingSeconds: SECONDS_PER_MODEL * models.length });
  for (const { curve, quality } of measured) {
    const medians = curve.points.map(({ batchSize, medianSeconds }) => `${batchSize}: ${formatSeconds(medianSeconds)}`);
    console.log(
      `${curve.model}: ${medians.join(', ')}; drift ${formatPercent(quality.driftRelative)}, other work ${formatPercent(quality.contentionShare)}`,
    );
  }
  const isFit = measured.every(({ quality }) => quality.isSteady && quality.contentionShare <= CONTENTION_LIMIT);
  if (!isFit) {
    console.error(
      'The machine was busy (a drift over 15 %, or other work over 30 % of the processor): nothing was written. Close other programs and run it again.',
    );
    return null;
  }
  return new Map(measured.map(({ curve }) => [`${curve.model}.curve.json`, formatJson(roundCurve(curve))]));
}

/** Times to four significant digits, which is more than a repeat reproduces; counts as they are. */
function roundCurve(curve: ServiceCurve): ServiceCurve {
  return JSON.parse(JSON.stringify(curve), (_, value: unknown) =>
    typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value,
  ) as ServiceCurve;
}
