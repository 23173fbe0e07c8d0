import type { ServiceCurve } from '../../kit/service-curve.ts';

/**
 * One request takes about so long, in seconds: 25 steps of a page's clock (100 µs where the page is not isolated) and ten times a message between
 * threads (0.1 to 0.2 ms), and still short enough for hundreds of requests in a run.
 */
const REQUEST_SECONDS = 0.0025;
/** Rows of one request at most: eight of them are what one measured call may hold. */
const MOST_ROWS = 8192;

/** Rows that one request asks for so that it takes about 2.5 ms: a power of two. Slow models take one row. */
export function rowsPerRequest({ fit }: ServiceCurve): number {
  const wanted = (REQUEST_SECONDS - fit.baseSeconds) / fit.perItemSeconds;
  if (!(wanted > 1)) return 1;
  return Math.min(MOST_ROWS, 2 ** Math.round(Math.log2(wanted)));
}
