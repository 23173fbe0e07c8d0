import { integerParameter, numberParameter } from '../parameter.ts';

/** The largest batch, with the default that the system has. */
export function maxBatchSizeParameter(fallback: number, source: string) {
  return integerParameter({
    label: 'Largest batch',
    unit: 'requests',
    minimum: 1,
    maximum: 1024,
    default: fallback,
    meaning: 'Most requests that are served together.',
    source,
  });
}

/** How long requests are kept back for a fuller batch; `meaning` says since when. */
export function maxDelayParameter(fallback: number, meaning: string, source: string) {
  return numberParameter({
    label: 'Batch window',
    unit: 'seconds',
    minimum: 0,
    maximum: 3600,
    default: fallback,
    meaning,
    source,
  });
}
