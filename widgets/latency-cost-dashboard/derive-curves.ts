import { scaleTimes } from '../kit/scale-curve.ts';
import type { ServiceCurve } from '../kit/service-curve.ts';
import type { DerivedCurve } from './widget-data.ts';

/** A curve whose every time is `times` as long, under another name. Its device stays: what was measured was measured there. */
export function slowCurve(curve: ServiceCurve, model: string, times: number): ServiceCurve {
  return { ...scaleTimes(curve, times), model };
}

/** The curve itself and all that are derived from it, by id: what the simulator asks for. */
export function deriveCurves(curve: ServiceCurve, derived: readonly DerivedCurve[]): Record<string, ServiceCurve> {
  const curves: Record<string, ServiceCurve> = { [curve.model]: curve };
  for (const { id, of, times } of derived) {
    const from = curves[of];
    if (from) curves[id] = slowCurve(from, id, times);
  }
  return curves;
}
