import type { Timeline } from '../../../widgets/engines/simulator/result.ts';

/** The timeline as CSV (RFC 4180): one row per bucket, one column per series; a bucket without an answer has an empty percentile. */
export function formatTimeline(timeline: Timeline): string {
  const components = Object.entries(timeline.components).flatMap(([id, series]) =>
    Object.entries(series).map(([name, values]) => [`${id}.${name}`, values as readonly (number | null)[]] as const),
  );
  const columns: readonly (readonly [string, readonly (number | null)[]])[] = [
    ['startSeconds', timeline.arrivals.map((_, i) => timeline.startSeconds + i * timeline.bucketSeconds)],
    ['arrivals', timeline.arrivals],
    ['completed', timeline.completed],
    ['p95Seconds', timeline.p95Seconds],
    ...components,
  ];
  const rows = timeline.arrivals.map((_, i) => columns.map(([, values]) => values[i] ?? '').join(','));
  return `${[columns.map(([name]) => name).join(','), ...rows].join('\n')}\n`;
}
