import { normalQuantile, RandomStream } from '../../../widgets/engines/simulator/random.ts';
import { type PublishedStatistics, round } from './fit-burst-process.ts';

/**
 * A rate for each minute with the published mean rate, and with the variance that makes the counts per minute as dispersed as published:
 * Var(rate) = (IDC − 1) · mean / 60. The rates are the quantiles of a normal law in a random order: which minute is busy is not published, so nothing is
 * claimed about it.
 */
export function fitRateTable({ requests, ratePerSecond, dispersion }: PublishedStatistics): number[] {
  const minutes = Math.round(requests / ratePerSecond / 60);
  const stream = new RandomStream(2023, 0, 'minutes');
  const quantiles = Array.from({ length: minutes }, (_, i) => normalQuantile((i + 0.5) / minutes));
  for (let i = minutes - 1; i > 0; i--) {
    const other = Math.floor(stream.uniform() * (i + 1));
    [quantiles[i], quantiles[other]] = [quantiles[other]!, quantiles[i]!];
  }
  const spread = Math.sqrt(quantiles.reduce((sum, value) => sum + value * value, 0) / (minutes - 1));
  const deviation = Math.sqrt(((dispersion.oneMinute - 1) * ratePerSecond) / 60);
  return quantiles.map((value) => round(ratePerSecond + (value / spread) * deviation));
}
