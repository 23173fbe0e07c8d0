import type { ServiceCurve } from '../../../kit/service-curve.ts';

/**
 * The curve of a model behind a message: every call takes `seconds` more, whatever its size, because the server is taken from the moment at which a
 * batch is handed to it until its answer is back. The fit's fixed part grows by it.
 */
export function withOverhead(curve: ServiceCurve, seconds: number): ServiceCurve {
  return {
    ...curve,
    points: curve.points.map((point) => ({
      ...point,
      medianSeconds: point.medianSeconds + seconds,
      p95Seconds: point.p95Seconds === null ? null : point.p95Seconds + seconds,
    })),
    fit: { ...curve.fit, baseSeconds: curve.fit.baseSeconds + seconds },
    samplesSeconds: curve.samplesSeconds.map((sample) => sample + seconds),
  };
}
