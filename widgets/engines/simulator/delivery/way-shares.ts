import type { Target } from '../components/component-kind.ts';
import { type Delivery, weightChanges } from './schema.ts';

/** What goes one way out of a router, as shares of all that come to it. */
export interface WayShare {
  readonly id: string;
  /** Over the whole run, and at the most at any time. */
  readonly mean: number;
  readonly peak: number;
}

interface Ways {
  readonly to?: Target | undefined;
  readonly delivery?: Delivery | undefined;
}

/** The shares of a router's ways in a run. `arrivedBy` tells how much is expected to have come by a time, for arrivals whose rate changes. */
export function wayShares(
  { to, delivery }: Ways,
  durationSeconds: number,
  arrivedBy: (seconds: number) => number = (seconds) => seconds,
): readonly WayShare[] {
  const ways = to === undefined ? [] : typeof to === 'string' ? [{ id: to, weight: 1 }] : to;
  const total = ways.reduce((sum, { weight }) => sum + weight, 0);
  const version = ways.find(({ id }) => id === delivery?.version);
  if (!delivery || !version) return ways.map(({ id, weight }) => ({ id, mean: weight / total, peak: weight / total }));
  const shares = [{ atSeconds: 0, share: version.weight / total }, ...weightChanges(delivery)].filter(
    ({ atSeconds }) => atSeconds < durationSeconds,
  );
  const by = arrivedBy(durationSeconds) > 0 ? arrivedBy : (seconds: number) => seconds;
  let [mean, least, most] = [0, 1, 0];
  shares.forEach(({ atSeconds, share }, i) => {
    const until = shares[i + 1]?.atSeconds ?? durationSeconds;
    if (until === atSeconds) return;
    mean += (share * (by(until) - by(atSeconds))) / by(durationSeconds);
    least = Math.min(least, share);
    most = Math.max(most, share);
  });
  return ways.map(({ id, weight }) => {
    if (id === version.id) return { id, mean, peak: most };
    const ofRest = weight / (total - version.weight);
    return { id, mean: (1 - mean) * ofRest, peak: (1 - least) * ofRest };
  });
}
