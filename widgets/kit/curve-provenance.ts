import { formatNumber } from './format.ts';
import type { Provenance } from './provenance.ts';
import type { ServiceCurve } from './service-curve.ts';

/** Where the numbers of a curve come from. */
export function curveProvenance(curve: ServiceCurve): Provenance {
  const { scaling } = curve;
  if (scaling) {
    return {
      kind: 'assumed',
      source: `${scaling.label}: ${formatNumber(scaling.times)} times what was timed on ${curve.device}. ${scaling.source}`,
      date: scaling.date,
    };
  }
  const date = curve.measuredAt;
  const device = `${curve.device}, ${curve.browser}`;
  if (curve.source === 'recorded') return { kind: 'recorded', device, date };
  return { kind: 'measured', device, runs: curve.points.reduce((sum, point) => sum + point.runs, 0), date };
}
