import type { TimeSummary } from '../result.ts';
import { studentT975 } from '../theory/student-t.ts';
import { MergedHistogram } from './histogram.ts';
import type { TallyPart } from './time-tally.ts';

/** Half the width of the 95 % interval of the mean of independent values (Student's t); null for fewer than two. */
export function halfWidth95(values: readonly number[]): number | null {
  const count = values.length;
  if (count < 2) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  return studentT975(count - 1) * Math.sqrt(squares / (count - 1) / count);
}

/** The tallies of all replications taken together. Replications are added in the order of their index. */
export class TimeTotals {
  readonly histogram = new MergedHistogram();
  #sum = 0;
  #max = 0;
  #replications = 0;
  /** By replication; NaN where nothing was observed. */
  readonly #means: number[] = [];
  #batchMeans: number[] = [];

  add(tally: TallyPart): void {
    const before = this.histogram.count;
    this.#replications++;
    this.#sum += tally.sum;
    this.#max = Math.max(this.#max, tally.max);
    this.histogram.merge(tally.histogram);
    this.#means.push(tally.sum / (this.histogram.count - before));
    if (this.#replications > 1) return;
    const batches = tally.batchSums.map((sum, i) => sum / tally.batchCounts[i]!);
    this.#batchMeans = batches.filter((mean) => !Number.isNaN(mean));
  }

  /**
   * The interval is centred at the pooled mean; its width comes from the replications' means, or from the batches of a single replication.
   * Antithetic replications come in pairs of which only the averages are independent of each other.
   */
  summarise(isPaired = false): TimeSummary {
    const { histogram } = this;
    if (histogram.count === 0) return { mean: null, ci95: null, p50: null, p95: null, p99: null, max: null };
    const mean = this.#sum / histogram.count;
    const half = halfWidth95(this.#replications > 1 ? this.#independentMeans(isPaired) : this.#batchMeans);
    return {
      mean,
      ci95: half === null ? null : [mean - half, mean + half],
      p50: histogram.quantile(0.5),
      p95: histogram.quantile(0.95),
      p99: histogram.quantile(0.99),
      max: this.#max,
    };
  }

  #independentMeans(isPaired: boolean): readonly number[] {
    const means = this.#means;
    const values = isPaired
      ? Array.from({ length: Math.floor(means.length / 2) }, (_, pair) => (means[2 * pair]! + means[2 * pair + 1]!) / 2)
      : means;
    return values.filter((value) => !Number.isNaN(value));
  }
}
