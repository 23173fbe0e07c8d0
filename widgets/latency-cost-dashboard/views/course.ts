import type { ComponentResult, Timeline } from '../../engines/simulator/result.ts';
import type { AxisSpec } from '../../kit/charts/axis.ts';
import { type NumberColumn, tableOfNumbers } from '../../kit/charts/chart-table.ts';
import type { PanelChartSpec } from '../../kit/charts/panel-chart.ts';
import { formatSeconds } from '../../kit/format.ts';
import { plainNumber } from './times.ts';
import { timeAxis } from '../quantile-chart.ts';
import type { Picture, ViewRun } from './view-run.ts';

/** Windows of the picture and rows of the table: the 240 that are recorded are more than a page shows. */
const WINDOWS = 60;

/** One window of a run; rates per second. */
export interface Window {
  /** Its beginning, seconds of the run. */
  readonly at: number;
  readonly arrivalsPerSecond: number;
  /** Requests that wait, in all components together, on average. */
  readonly queueLength: number;
  /** Replicas, workers or instances on average; null where they never change. */
  readonly replicas: number | null;
  /** Of what was answered in it; null where nothing was. The largest of the recorded windows that it is made of. */
  readonly p95Seconds: number | null;
}

/** The level of a step function on average between two moments; `changes` are [moment, level from then on]. */
export function averageLevel(changes: readonly (readonly [number, number])[], from: number, to: number): number {
  let area = 0;
  for (const [index, [at, level]] of changes.entries()) {
    const end = changes[index + 1]?.[0] ?? Number.POSITIVE_INFINITY;
    area += level * Math.max(0, Math.min(end, to) - Math.max(at, from));
  }
  return area / (to - from);
}

/** The components whose number of replicas changes in the course of the run. */
function scaled(components: Readonly<Record<string, ComponentResult>>) {
  return Object.values(components).flatMap(({ replicas }) =>
    replicas && replicas.changes.length > 1 ? [replicas.changes] : [],
  );
}

/** The recorded windows taken together, so many at a time: rates and levels as averages, percentiles as the largest. */
export function windowsOf(
  timeline: Timeline,
  components: Readonly<Record<string, ComponentResult>>,
  count = WINDOWS,
): Window[] {
  const { arrivals, bucketSeconds, startSeconds, p95Seconds } = timeline;
  const size = Math.ceil(arrivals.length / count);
  const queues = Object.values(timeline.components).map(({ queueLength }) => queueLength);
  const levels = scaled(components);
  return Array.from({ length: Math.ceil(arrivals.length / size) }, (_, index): Window => {
    const [first, last] = [index * size, Math.min(arrivals.length, (index + 1) * size)];
    const seconds = (last - first) * bucketSeconds;
    const at = startSeconds + first * bucketSeconds;
    const sum = (values: readonly number[]) => values.slice(first, last).reduce((total, value) => total + value, 0);
    const late = p95Seconds.slice(first, last).filter((value) => value !== null);
    return {
      at,
      arrivalsPerSecond: sum(arrivals) / seconds,
      queueLength: queues.reduce((total, values) => total + sum(values) / (last - first), 0),
      replicas:
        levels.length === 0
          ? null
          : levels.reduce((total, changes) => total + averageLevel(changes, at, at + seconds), 0),
      p95Seconds: late.length === 0 ? null : Math.max(...late),
    };
  });
}

/** Seconds, minutes, hours or days: whatever gives the length of the run a number that is read at once. */
function clockOf(seconds: number): { readonly unit: string; readonly seconds: number } {
  if (seconds > 3 * 86_400) return { unit: 'days', seconds: 86_400 };
  if (seconds > 3 * 3600) return { unit: 'hours', seconds: 3600 };
  return seconds > 180 ? { unit: 'minutes', seconds: 60 } : { unit: 'seconds', seconds: 1 };
}

/** The axis of a run's own time, in the unit that suits its length. */
export function runAxis(fromSeconds: number, durationSeconds: number): AxisSpec & { readonly perUnit: number } {
  const { unit, seconds } = clockOf(durationSeconds);
  return {
    domain: [fromSeconds / seconds, durationSeconds / seconds],
    label: `Simulated time in ${unit}`,
    scale: 'linear',
    format: plainNumber,
    perUnit: seconds,
  };
}

function conclude(run: ViewRun, windows: readonly Window[]): string {
  const answered = windows.filter(({ p95Seconds }) => p95Seconds !== null);
  if (answered.length === 0) return `In “${run.label}” nothing was answered in this run.`;
  const worst = answered.reduce((most, one) => (one.p95Seconds! > most.p95Seconds! ? one : most));
  const best = answered.reduce((least, one) => (one.p95Seconds! < least.p95Seconds! ? one : least));
  const queue = Math.max(...windows.map(({ queueLength }) => queueLength));
  const longest =
    queue < 0.005
      ? 'hardly a request had to wait'
      : `in the fullest window ${plainNumber(Number(queue.toPrecision(2)))} waited on average`;
  return `In the first replication of “${run.label}” the 95th percentile by window lies between ${formatSeconds(best.p95Seconds!)} and ${formatSeconds(worst.p95Seconds!)}, the worst from ${formatSeconds(worst.at)} on; ${longest}.`;
}

const count = (value: number) => plainNumber(Number(value.toPrecision(3)));

/** The course of one run: what came, what waited, what served, and how long the answers took. */
export function prepareCourse(run: ViewRun, limitSeconds: number): Picture<PanelChartSpec> {
  const { timeline, components } = run.result;
  const windows = windowsOf(timeline, components);
  const { perUnit, ...x } = runAxis(timeline.startSeconds, run.scenario.run.durationSeconds);
  const panel = (
    id: string,
    label: string,
    look: 1 | 2 | 3 | 4,
    take: (one: Window) => number | null,
    format: (value: number) => string,
  ) => ({
    id,
    y: { label, scale: 'linear' as const, format },
    series: [
      {
        id,
        label,
        look,
        draw: 'steps' as const,
        points: windows.map((one) => ({ x: one.at / perUnit, y: take(one) })),
      },
    ],
  });
  const hasReplicas = windows.some(({ replicas }) => replicas !== null);
  const columns: NumberColumn[] = [
    { label: 'Arrivals', unit: 'per second', format: (value) => `${count(value)} /s` },
    { label: 'Waiting', unit: 'requests', format: count },
    ...(hasReplicas ? [{ label: 'Replicas', unit: 'replicas', format: count }] : []),
    { label: '95th percentile', unit: 's', format: formatSeconds },
  ];
  return {
    title: `The course of a run: ${run.label}`,
    conclusion: conclude(run, windows),
    chart: {
      x,
      panels: [
        panel('arrivals', 'Arrivals per second', 1, (one) => one.arrivalsPerSecond, count),
        panel('queue', 'Requests waiting', 2, (one) => one.queueLength, count),
        ...(hasReplicas ? [panel('replicas', 'Replicas', 3, (one) => one.replicas, count)] : []),
        {
          ...panel('p95', '95th percentile by window', 4, (one) => one.p95Seconds, formatSeconds),
          y: timeAxis('95th percentile by window', [limitSeconds, ...windows.map(({ p95Seconds }) => p95Seconds)]),
          threshold: { y: limitSeconds, label: `Limit ${formatSeconds(limitSeconds)}` },
        },
      ],
    },
    table: tableOfNumbers(
      `The first replication of ${run.label} by windows of ${formatSeconds(timeline.bucketSeconds * Math.ceil(timeline.arrivals.length / WINDOWS))}`,
      'From',
      columns,
      windows.map(({ at, arrivalsPerSecond, queueLength, replicas, p95Seconds }) => [
        formatSeconds(at),
        arrivalsPerSecond,
        queueLength,
        ...(hasReplicas ? [replicas] : []),
        p95Seconds,
      ]),
    ),
  };
}
