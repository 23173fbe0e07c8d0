import { createArrivals, trafficArrivalsSchema } from '../../../../widgets/engines/simulator/arrivals/schema.ts';
import { RandomStream } from '../../../../widgets/engines/simulator/random.ts';
import type { ValidationCase } from '../case.ts';

interface Varying {
  readonly name: string;
  readonly title: string;
  readonly source: string;
  readonly arrivals: { readonly process: string } & Readonly<Record<string, unknown>>;
  /** Ends of the stretches that are counted, from 0 on, in seconds, and the mean of each count: the integral of the rate. */
  readonly ends: readonly number[];
  readonly counts: readonly number[];
}

/** Runs of the process in one replication; each has a stream of its own. */
const RUNS = 25;

/** Counts of a Poisson process with a varying rate have the integral of the rate as their mean. */
function varying({ name, title, source, arrivals, ends, counts }: Varying): ValidationCase {
  return {
    name,
    group: 'Arrivals',
    title,
    mechanisms: ['traffic', arrivals.process],
    source,
    check: {
      kind: 'observations',
      replications: 20,
      figures: counts.map((expected, i) => ({
        label: `arrivals from ${i === 0 ? 0 : ends[i - 1]} to ${ends[i]} s`,
        unit: '',
        rule: 'mean',
        expected,
      })),
      observe(seed, replication) {
        const settings = trafficArrivalsSchema.parse(arrivals) as never;
        const sums = ends.map(() => 0);
        for (let run = 0; run < RUNS; run++) {
          const process = createArrivals(settings, new RandomStream(seed, replication * RUNS + run, 'users/arrivals'));
          let at = process.next();
          ends.forEach((end, i) => {
            for (; at < end; at = process.next()) sums[i]!++;
          });
        }
        return sums.map((sum) => sum / RUNS);
      },
    },
  };
}

export const varyingRateCases: readonly ValidationCase[] = [
  varying({
    name: 'step-counts',
    title: 'A push campaign: 20 to 200 per second in 10 s, held for 300 s, decaying over 120 s',
    source: 'Step: integral of the rate by hand',
    arrivals: { process: 'step', ratePerSecond: 20, stepRatePerSecond: 200, startSeconds: 300, riseSeconds: 10, holdSeconds: 300, decaySeconds: 120 }, // biome-ignore format: one line
    ends: [300, 310, 610, 1000],
    // 180 τ (1 − e^(−390/120)) above the 20 per second of the last 390 s.
    counts: [6000, 1100, 60_000, 20 * 390 + 180 * 120 * (1 - Math.exp(-390 / 120))],
  }),
  varying({
    name: 'rate-table-counts',
    title: 'A table of rates: 4, 20 and 8 per second',
    source: 'Rates from a table: integral by hand',
    arrivals: { process: 'rateTable', ratesPerSecond: [4, 20, 8], binSeconds: 300 },
    ends: [300, 600, 900],
    counts: [1200, 6000, 2400],
  }),
];
