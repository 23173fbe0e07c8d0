import { parseServiceCurve } from '../engines/inference/curve.ts';
import type { LearnerRecord } from '../engines/record/learner-record.ts';
import type { Provenance } from '../kit/provenance.ts';
import type { ServiceCurve } from '../kit/service-curve.ts';

/** The curve that `measured` service times are drawn from: this learner's own measurement, else the one shipped with the course, else none. */
export async function findServiceCurve(
  model: string,
  record: LearnerRecord | undefined,
  base: string,
): Promise<ServiceCurve | null> {
  const own = record?.state().curves.get(model);
  if (own) return own;
  const response = await fetch(`${base}models/${encodeURIComponent(model)}.curve.json`).catch(() => undefined);
  if (!response?.ok) return null;
  const parsed = parseServiceCurve(await response.json().catch(() => undefined));
  return parsed.ok ? parsed.value : null;
}

export function curveProvenance(curve: ServiceCurve): Provenance {
  const { device, measuredAt: date } = curve;
  if (curve.source === 'recorded') return { kind: 'recorded', device, date };
  return { kind: 'measured', device, date, runs: curve.points.reduce((sum, point) => sum + point.runs, 0) };
}
