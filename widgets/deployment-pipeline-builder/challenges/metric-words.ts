import { formatNumber, formatPercent, formatSeconds, formatUsd } from '../../kit/format.ts';
import type { ChallengePrediction } from './challenge.ts';

type Unit = ChallengePrediction['unit'];

/** One of the unit in the metric's own unit: seconds, shares, dollars. */
const sizes: Readonly<Record<Unit, number>> = {
  value: 1,
  µs: 1e-6,
  ms: 1e-3,
  s: 1,
  min: 60,
  h: 3600,
  '%': 0.01,
  USD: 1,
};

/** What a person typed in this unit, as the metric has it. */
export function inMetricUnit(typed: number, unit: Unit): number {
  return typed * sizes[unit];
}

const isShare = /utilisation|fraction|ratio|share|requestsanswered|occupancy/i;

/** A value of a metric as a person reads it, by the name of the metric: the unit stands last in it. */
export function formatMetric(metric: string, value: number | null): string {
  if (value === null) return 'no value';
  if (/seconds/i.test(metric)) return formatSeconds(value);
  if (/usd/i.test(metric)) return formatUsd(value);
  return isShare.test(metric) ? formatPercent(value) : formatNumber(value);
}
