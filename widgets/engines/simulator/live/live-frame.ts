import { AREA, AREAS, type LiveReading, NOW, NOWS, TOTAL, TOTALS } from './live-reading.ts';

/** Columns of a component in a frame; not a number where it does not apply. */
export const COLUMN = {
  /** Waiting at the end of the span, and on average over it. */
  waiting: 0,
  meanWaiting: 1,
  /** Share of the servers' time that was busy in the span. */
  utilisation: 2,
  /** Share of the look-ups of the span that found an answer. */
  hitRatio: 3,
  /** Replicas by state at the end of the span. */
  stopped: 4,
  starting: 5,
  idle: 6,
  busy: 7,
  draining: 8,
} as const;
export const COLUMNS = 9;

/** What a view shows of a run: averages over a span of simulated time, and states at its end. Plain typed arrays, which cross from the worker without a copy. */
export interface LiveFrame {
  readonly fromSeconds: number;
  readonly atSeconds: number;
  /** By component, `COLUMNS` numbers each, in the order of the scenario. */
  readonly components: Float64Array;
  /** By link: requests per second. */
  readonly links: Float64Array;
  /** After the warm-up, since its end: requests offered, answered and lost. */
  readonly offered: number;
  readonly answered: number;
  readonly lost: number;
  /** Of the requests answered in the span: mean time in the system in seconds, not a number without any. */
  readonly meanSojournSeconds: number;
}

/** Averages over the span between two readings of one run; states are those of the later one. */
export function frameBetween(from: LiveReading, to: LiveReading): LiveFrame {
  const count = to.nows.length / NOWS;
  const linkOffset = count * AREAS;
  const totalOffset = to.sums.length - TOTALS;
  const seconds = to.atSeconds - from.atSeconds;
  const grown = (index: number) => to.sums[index]! - from.sums[index]!;
  const share = (part: number, whole: number) => (whole > 0 ? part / whole : Number.NaN);
  const components = new Float64Array(count * COLUMNS);
  for (let i = 0; i < count; i++) {
    const sums = i * AREAS;
    const nows = i * NOWS;
    const row = i * COLUMNS;
    const waiting = to.nows[nows + NOW.waiting]!;
    components[row + COLUMN.waiting] = waiting;
    components[row + COLUMN.meanWaiting] = Number.isNaN(waiting) ? waiting : share(grown(sums + AREA.queue), seconds);
    // Rounding of two sums may come out a unit in the last place above.
    components[row + COLUMN.utilisation] = Math.min(1, share(grown(sums + AREA.busy), grown(sums + AREA.servers)));
    components[row + COLUMN.hitRatio] = share(grown(sums + AREA.hits), grown(sums + AREA.lookups));
    for (let state = 0; state < 5; state++)
      components[row + COLUMN.stopped + state] = to.nows[nows + NOW.stopped + state]!;
  }
  const links = new Float64Array(totalOffset - linkOffset);
  for (let link = 0; link < links.length; link++) links[link] = share(grown(linkOffset + link), seconds);
  return {
    fromSeconds: from.atSeconds,
    atSeconds: to.atSeconds,
    components,
    links,
    offered: to.sums[totalOffset + TOTAL.offered]!,
    answered: to.sums[totalOffset + TOTAL.answered]!,
    lost: to.sums[totalOffset + TOTAL.lost]!,
    meanSojournSeconds: share(grown(totalOffset + TOTAL.timeSeconds), grown(totalOffset + TOTAL.times)),
  };
}
