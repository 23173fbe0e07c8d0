import type { ServiceCurve } from '../../widgets/kit/service-curve.ts';

type BySize = Readonly<Record<number, number>>;
/** What a curve of the tests has to say: the median of each batch size and the line; everything else where it matters. */
type Said = Pick<ServiceCurve, 'fit'> &
  Partial<ServiceCurve> & { readonly medianSeconds: BySize; readonly p95Seconds?: BySize };

/** A service curve on a clock of microseconds whose points are one run each; without `samplesSeconds`, the single calls of one row are its median, without spread. */
export function aCurve({ medianSeconds, p95Seconds = {}, ...changes }: Said): ServiceCurve {
  const points = Object.entries(medianSeconds).map(([size, median]) => ({
    batchSize: Number(size),
    medianSeconds: median,
    p95Seconds: p95Seconds[Number(size)] ?? null,
    runs: 1,
  }));
  return {
    model: 'm',
    source: 'measured',
    device: 'a test',
    browser: 'none',
    threads: 1,
    clockStepSeconds: 1e-6,
    measuredAt: '2026-11-22T00:00:00Z',
    points,
    samplesSeconds: [points[0]!.medianSeconds],
    samplesAre: 'singleCalls',
    ...changes,
  };
}

/** A cold start whose parts come to half a second. */
export const coldStart = {
  runtimeSeconds: 0.2,
  downloadSeconds: 0.1,
  compileSeconds: 0.08,
  sessionSeconds: 0.02,
  firstRunSeconds: 0.1,
};
