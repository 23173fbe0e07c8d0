import type { CurveScaling, ServiceCurve } from './service-curve.ts';

/** A curve whose every time is `times` as long, the spread of single calls included. Where and when it was measured stays. */
export function scaleTimes(curve: ServiceCurve, times: number): ServiceCurve {
  const scale = <T extends number | null | undefined>(seconds: T) =>
    typeof seconds === 'number' ? seconds * times : seconds;
  return {
    ...curve,
    points: curve.points.map((point) => ({
      ...point,
      medianSeconds: point.medianSeconds * times,
      p95Seconds: scale(point.p95Seconds),
      ...(point.p99Seconds === undefined ? {} : { p99Seconds: scale(point.p99Seconds) }),
    })),
    fit: { ...curve.fit, baseSeconds: curve.fit.baseSeconds * times, perItemSeconds: curve.fit.perItemSeconds * times },
    samplesSeconds: curve.samplesSeconds.map((seconds) => seconds * times),
  };
}

/**
 * The curve as it is assumed to be on other hardware: one factor for every batch size, which is the whole assumption (caches, vector units and
 * memory change it with the size). The start is left out: a download does not scale with the processor. Throws for a curve that was scaled before.
 */
export function scaleCurve(curve: ServiceCurve, scaling: CurveScaling): ServiceCurve {
  if (curve.scaling) throw new RangeError('This curve was scaled before. Scale the measured one.');
  const { coldStart: _, ...measured } = curve;
  return { ...scaleTimes(measured, scaling.times), scaling };
}
