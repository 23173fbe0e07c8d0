import type { ChartTable } from '../../kit/charts/chart-table.ts';
import type { LineChartSpec } from '../../kit/charts/line-chart.ts';
import { seriesNumber } from '../../kit/charts/marks.ts';
import { decadeAxis } from '../../kit/charts/time-ticks.ts';
import { curveProvenance } from '../../kit/curve-provenance.ts';
import { formatPercent, formatSeconds } from '../../kit/format.ts';
import type { Provenance } from '../../kit/provenance.ts';
import type { ServiceCurve } from '../../kit/service-curve.ts';
import { startParts } from '../../kit/start-parts.ts';

/** A curve under the name that the lab shows. */
export interface NamedCurve {
  readonly label: string;
  readonly curve: ServiceCurve;
}

/** Curves that one picture can tell apart. */
export const curveLimit = 6;

/** Places at which a fitted line is drawn: it is bent on logarithmic axes. */
const linePlaces = 30;

/** Medians against batch size as points, each model's fitted line through them, both axes logarithmic. */
export function prepareCurves(list: readonly NamedCurve[]): LineChartSpec {
  const sizes = batchSizes(list);
  const series = list.map(({ label, curve: { points, fit } }, index) => {
    const [low, high] = [points[0]!.batchSize, points.at(-1)!.batchSize];
    const places = Array.from({ length: linePlaces + 1 }, (_, place) => low * (high / low) ** (place / linePlaces));
    return {
      id: `curve-${index}`,
      label,
      look: seriesNumber(index),
      draw: 'both' as const,
      points: points.map(({ batchSize, medianSeconds }) => ({ x: batchSize, y: medianSeconds })),
      line: places.map((x) => ({ x, y: fit.baseSeconds + fit.perItemSeconds * x })),
    };
  });
  const times = series.flatMap(({ points, line }) => [...points, ...line].map(({ y }) => y));
  return {
    x: { label: 'Rows in one batch', scale: 'log', ticks: sizes, format: String },
    y: decadeAxis('Median time of one call', times),
    series,
  };
}

/** The same data as the picture: one column for each curve. */
export function timesTable(list: readonly NamedCurve[]): ChartTable {
  return {
    caption: 'Median time of one call by batch size.',
    columns: [{ label: 'Rows in one batch', isNumber: true }, ...list.map(({ label }) => ({ label, isNumber: true }))],
    rows: batchSizes(list).map((size) => [
      String(size),
      ...list.map(({ curve }) => {
        const point = curve.points.find(({ batchSize }) => batchSize === size);
        return point ? formatSeconds(point.medianSeconds) : '–';
      }),
    ]),
  };
}

/** What each curve comes to: its line with its error, and how far it can be trusted. */
export function fitsTable(list: readonly NamedCurve[]): ChartTable {
  const heads = ['Fixed part', 'Each row', 'Line misses by', 'Drift', 'Timed on'];
  return {
    caption:
      'The line fitted to each curve, time = fixed part + rows × each row, with its mean and largest error; and the circumstances.',
    columns: [{ label: 'Model', isNumber: false }, ...heads.map((label) => ({ label, isNumber: true }))],
    rows: list.map(({ label, curve: { fit, quality, threads, device, browser, measuredAt } }) => [
      label,
      formatSeconds(fit.baseSeconds),
      formatSeconds(fit.perItemSeconds),
      `${formatPercent(fit.meanRelativeError)}${fit.maxRelativeError === undefined ? '' : `, at most ${formatPercent(fit.maxRelativeError)}`}`,
      quality ? formatPercent(Math.abs(quality.driftRelative)) : '–',
      `${device}, ${browser}, ${threads === 1 ? '1 thread' : `${threads} threads`}, ${measuredAt.slice(0, 10)}`,
    ]),
  };
}

/** The cold start of each model in parts; null where none was timed. */
export function startsTable(list: readonly NamedCurve[]): ChartTable | null {
  const timed = list.flatMap(({ label, curve: { coldStart } }) =>
    coldStart ? [{ label, parts: startParts(coldStart) }] : [],
  );
  if (timed.length === 0) return null;
  const names = timed[0]!.parts.map(([name]) => name);
  const total = (parts: ReturnType<typeof startParts>) => parts.reduce((sum, [, seconds]) => sum + seconds, 0);
  return {
    caption:
      'Cold start in parts, each in a worker of its own. What the browser had kept from before is short to fetch; a variant is made while it is opened.',
    columns: [{ label: 'Part', isNumber: false }, ...timed.map(({ label }) => ({ label, isNumber: true }))],
    rows: [
      ...names.map((name, row) => [name, ...timed.map(({ parts }) => formatSeconds(parts[row]![1]))]),
      ['Together', ...timed.map(({ parts }) => formatSeconds(total(parts)))],
    ],
  };
}

/** What is to be seen, in one or two sentences. */
export function concludeCurves(list: readonly NamedCurve[]): string {
  const sizes = batchSizes(list);
  const [first, last] = [sizes[0]!, sizes.at(-1)!];
  const at = (size: number) =>
    list
      .flatMap(({ label, curve }) => {
        const point = curve.points.find(({ batchSize }) => batchSize === size);
        return point ? [{ label, seconds: point.medianSeconds }] : [];
      })
      .sort((a, b) => a.seconds - b.seconds);
  const rows = (size: number) => (size === 1 ? 'A single row' : `A batch of ${size}`);
  const sentence = (size: number) => {
    const [least, ...others] = at(size);
    const most = others.at(-1);
    if (!most) return `${rows(size)} takes ${formatSeconds(least!.seconds)}`;
    return `${rows(size)} takes ${formatSeconds(least!.seconds)} with “${least!.label}” and ${formatSeconds(most.seconds)} with “${most.label}”`;
  };
  return first === last ? `${sentence(first)}.` : `${sentence(first)}. ${sentence(last)}.`;
}

/** Where the numbers come from: curves of one device and day share an origin, with all their timed calls. */
export function curvesProvenance(list: readonly NamedCurve[]): Provenance[] {
  const origins = new Map<string, Provenance>();
  for (const { curve } of list) {
    const one = curveProvenance(curve);
    const key = `${curve.source}, ${curve.device}, ${curve.browser}, ${curve.measuredAt.slice(0, 10)}, ${curve.scaling?.profile}`;
    const before = origins.get(key);
    const isJoined = before?.kind === 'measured' && one.kind === 'measured';
    origins.set(key, isJoined ? { ...before, runs: before.runs + one.runs } : one);
  }
  return [...origins.values()];
}

/** All sizes that any of the curves was timed with, rising. */
function batchSizes(list: readonly NamedCurve[]): number[] {
  return [...new Set(list.flatMap(({ curve }) => curve.points.map(({ batchSize }) => batchSize)))].sort(
    (a, b) => a - b,
  );
}
