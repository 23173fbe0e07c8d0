import { formatSeconds, formatUsd } from '../kit/format.ts';
import type { Simulated } from './comparing/outcome.ts';

const p95 = ({ result }: Simulated) => result.sojournTimeSeconds.p95;
const usdPer1000 = ({ result }: Simulated) => result.cost.usdPer1000Completed;

function smallest<T>(items: readonly T[], by: (item: T) => number | null): T | undefined {
  return items
    .filter((item) => by(item) !== null)
    .reduce<T | undefined>((best, item) => (best === undefined || by(item)! < by(best)! ? item : best), undefined);
}

/** The deployment with the lowest cost per prediction among those whose 95th percentile is within the limit; undefined when none is. */
export function cheapestWithin(outcomes: readonly Simulated[], limitSeconds: number): Simulated | undefined {
  const fitting = outcomes.filter((one) => p95(one) !== null && p95(one)! <= limitSeconds);
  return smallest(fitting, usdPer1000);
}

/** Which deployment keeps the limit for the least money, or which comes nearest to it. */
export function concludeChoice(outcomes: readonly Simulated[], limitSeconds: number): string {
  const limit = formatSeconds(limitSeconds);
  const best = cheapestWithin(outcomes, limitSeconds);
  if (best)
    return `The cheapest that answers 95 in 100 within ${limit} is ${best.alternative.label}: ${formatUsd(usdPer1000(best)!)} per 1000 predictions, 95th percentile ${formatSeconds(p95(best)!)}.`;
  const nearest = smallest(outcomes, p95);
  if (!nearest) return 'No deployment has completed a prediction yet.';
  return `None answers 95 in 100 within ${limit}; ${nearest.alternative.label} comes nearest with ${formatSeconds(p95(nearest)!)}.`;
}
