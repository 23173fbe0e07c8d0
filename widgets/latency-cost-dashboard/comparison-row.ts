import type { SimulationResult } from '../engines/simulator/result.ts';
import type { Provenance } from '../kit/provenance.ts';
import type { Alternative } from './widget-data.ts';

/** What one deployment's run came to, as the comparison needs it. Null where the run observed nothing. */
export interface ComparisonRow extends Pick<Alternative, 'id' | 'label' | 'strategy' | 'environment'> {
  /** Sojourn time in seconds: from a passenger's arrival to the answer, or to the published or processed prediction. */
  readonly p50Seconds: number | null;
  readonly p95Seconds: number | null;
  readonly p99Seconds: number | null;
  /** Mean age of the data behind a prediction when it is used, in seconds. */
  readonly ageSeconds: number | null;
  readonly throughputPerSecond: number;
  readonly usdPer1000: number | null;
  readonly usdPerDay: number;
  /** US dollars per 1000 predictions by what is paid for; the parts add up to `usdPer1000`. */
  readonly partsUsdPer1000: Readonly<Record<string, number>>;
  /** Share of requests at or below a time, in rising order. */
  readonly quantiles: readonly { readonly probability: number; readonly seconds: number }[];
  readonly provenance: Provenance;
}

export function comparisonRow(alternative: Alternative, result: SimulationResult): ComparisonRow {
  const { id, label, strategy, environment, scenario } = alternative;
  const { sojournTimeSeconds: sojourn, sojournQuantiles, cost } = result;
  const per1000 = cost.usdPer1000Completed;
  const share = (usd: number) => (per1000 === null || cost.totalUsd === 0 ? 0 : (usd / cost.totalUsd) * per1000);
  return {
    id,
    label,
    strategy,
    environment,
    p50Seconds: sojourn.p50,
    p95Seconds: sojourn.p95,
    p99Seconds: sojourn.p99,
    ageSeconds: result.predictionAgeSeconds.mean,
    throughputPerSecond: result.throughputPerSecond,
    usdPer1000: per1000,
    usdPerDay: cost.usdPerDay,
    partsUsdPer1000: Object.fromEntries(Object.entries(cost.breakdown).map(([part, usd]) => [part, share(usd)])),
    quantiles: sojournQuantiles.seconds.map((seconds, index) => ({
      probability: sojournQuantiles.probabilities[index]!,
      seconds,
    })),
    provenance: {
      kind: 'simulated',
      seed: result.seed,
      replications: result.replications,
      durationSeconds: scenario.run.durationSeconds,
    },
  };
}
