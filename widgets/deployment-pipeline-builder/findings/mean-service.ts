import type { ServiceTime } from '../../engines/simulator/service/schema.ts';
import { boundedParetoMean } from '../../engines/simulator/service/bounded-pareto.ts';
import { curveSeconds } from '../../engines/simulator/service/measured.ts';
import type { ServiceCurve } from '../../kit/service-curve.ts';

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** How much longer than the curve's time of one row a single call takes on average: what the simulator draws from, see `measured.ts`. */
function spreadFactor(curve: ServiceCurve): number {
  return curve.samplesSeconds.length > 0 ? mean(curve.samplesSeconds) / curveSeconds(curve, 1) : 1;
}

/** Mean seconds of one call with `size` items, and whether the law knows the size at all. Null when a measured curve is not there. */
export function meanCall(
  law: ServiceTime,
  size: number,
  curves: Readonly<Record<string, ServiceCurve>>,
): { readonly seconds: number; readonly knowsSize: boolean } | null {
  switch (law.distribution) {
    case 'affine':
      return { seconds: law.baseSeconds + law.perItemSeconds * size, knowsSize: true };
    case 'measured': {
      const curve = curves[law.model];
      return curve ? { seconds: curveSeconds(curve, size) * spreadFactor(curve), knowsSize: true } : null;
    }
    case 'empirical':
      return { seconds: mean(law.samplesSeconds), knowsSize: false };
    case 'boundedPareto':
      return { seconds: boundedParetoMean(law), knowsSize: false };
    default:
      return { seconds: law.meanSeconds, knowsSize: false };
  }
}

/** Mean seconds to score `size` rows in one call: a law that gives the time of one request is taken once per row. */
export function meanRows(
  law: ServiceTime,
  size: number,
  curves: Readonly<Record<string, ServiceCurve>>,
): number | null {
  const call = meanCall(law, size, curves);
  return call && (call.knowsSize ? call.seconds : call.seconds * size);
}
