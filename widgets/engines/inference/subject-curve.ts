import type { ServiceCurve } from '../../kit/service-curve.ts';
import { fitAffine } from './fit.ts';
import type { SubjectResult } from './harness.ts';
import type { MeasuredSubject } from './messages.ts';

/** Where and when a curve is measured. */
export type Circumstances = Pick<
  ServiceCurve,
  'source' | 'device' | 'browser' | 'threads' | 'isIsolated' | 'measuredAt'
>;

/** One subject of a measurement as the service curve that is kept of it, with its fitted line. */
export function subjectCurve(
  { model, points, samplesSeconds, samplesAre, quality }: SubjectResult,
  clockStepSeconds: number,
  circumstances: Circumstances,
): MeasuredSubject {
  const { driftRelative, contentionShare } = quality;
  const curve: ServiceCurve = {
    model,
    ...circumstances,
    clockStepSeconds,
    points,
    fit: fitAffine(points),
    samplesSeconds,
    samplesAre,
    quality: { driftRelative, contentionShare },
  };
  return { curve, quality };
}
