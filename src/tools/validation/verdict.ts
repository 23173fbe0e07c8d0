import { halfWidth95 } from '../../../widgets/engines/simulator/statistics/time-summary.ts';
import type { Check, Observed, PublishedValue, Rule, TraceValue } from './case.ts';

/** A row of the table, as it is stored. */
export interface FigureResult {
  readonly label: string;
  readonly unit: string;
  readonly rule: Rule | 'exact' | 'published';
  readonly expected: number | string;
  readonly simulated: number | string;
  /** 95 % interval of the simulated value; null where nothing is random. */
  readonly interval: readonly [number, number] | null;
  /** Relative error, or the share of values that differ; null where the expected value is 0. */
  readonly bias: number | null;
  readonly agrees: boolean;
}

/** Largest relative errors, Slipway's convention: far below what simulators of serving publish against real systems (Vidur, MLSys 2024: below 9 %). */
export const allowedBias: Readonly<Record<Rule, number>> = { mean: 0.005, p95: 0.01, p99: 0.02, limit: 0.005 };

/** A percentile is read from a histogram whose buckets are this wide, so its interval cannot be narrower. */
export const PERCENTILE_RESOLUTION = 0.004;

/** Values written out in full when there are no more of them than this; otherwise only their number. */
const SHOWN_VALUES = 20;

/** Compares one figure: `pooled` over all replications, `values` of each for the interval. */
export function judgeFigure(figure: Observed, pooled: number, values: readonly number[]): FigureResult {
  const { label, unit, rule, expected } = figure;
  const isPercentile = rule === 'p95' || rule === 'p99';
  const half = (halfWidth95(values) ?? 0) + (isPercentile ? PERCENTILE_RESOLUTION * Math.abs(pooled) : 0);
  const bias = expected === 0 ? null : pooled / expected - 1;
  const isInside = Math.abs(pooled - expected) <= half;
  const isClose = bias === null || Math.abs(bias) <= allowedBias[rule];
  const agrees = isClose && (isInside || rule === 'limit');
  return { label, unit, rule, expected, simulated: pooled, interval: [pooled - half, pooled + half], bias, agrees };
}

function judgeTrace(values: readonly TraceValue[]): FigureResult[] {
  if (values.length === 0) throw new Error('A trace compares nothing.');
  const wrong = values.filter(({ expected, simulated }) => expected !== simulated);
  if (values.length <= SHOWN_VALUES) {
    return values.map(({ label, expected, simulated }) => {
      const agrees = expected === simulated;
      return { label, unit: '', rule: 'exact', expected, simulated, interval: null, bias: agrees ? 0 : 1, agrees };
    });
  }
  const first = wrong[0];
  return [
    {
      label: first ? `${values.length} values; first difference: ${first.label}` : `${values.length} values`,
      unit: '',
      rule: 'exact',
      expected: first ? first.expected : 'no difference',
      simulated: first ? first.simulated : 'no difference',
      interval: null,
      bias: wrong.length / values.length,
      agrees: wrong.length === 0,
    },
  ];
}

/** One row per published value, and one for the mean of the relative errors, which alone is judged. */
function judgePublished(unit: string, allowed: number, values: readonly PublishedValue[]): FigureResult[] {
  const rows = values.map(({ label, published, simulated }) => {
    const bias = simulated / published - 1;
    return {
      label,
      unit,
      rule: 'published',
      expected: published,
      simulated,
      interval: null,
      bias,
      agrees: true,
    } as const;
  });
  const mean = rows.reduce((sum, row) => sum + Math.abs(row.bias), 0) / rows.length;
  const label = `mean error, at most ${(allowed * 100).toFixed(0)} %`;
  return [...rows, { label, unit: '%', rule: 'published', expected: `≤ ${allowed * 100}`, simulated: mean * 100, interval: null, bias: mean, agrees: mean <= allowed }]; // biome-ignore format: one row
}

/** Judges the checks that need no replications. */
export function judgeExact(check: Exclude<Check, { kind: 'statistics' | 'observations' }>): FigureResult[] {
  return check.kind === 'trace'
    ? judgeTrace(check.values())
    : judgePublished(check.unit, check.allowed, check.values());
}
