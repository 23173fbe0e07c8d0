/** Ages of published predictions while they are in use: straight lines that rise by one second per second from publication to publication. */
export class PredictionAge {
  /** Age at the start and at the end of each stretch, in seconds. */
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];

  /**
   * Adds the publications of one job in one replication: `publishedAt[i]` rising, `snapshotAt[i]` when those rows were taken. What is in use before
   * `fromSeconds` does not count; before the first publication there is nothing to use.
   */
  addPublications(
    publishedAt: readonly number[],
    snapshotAt: readonly number[],
    fromSeconds: number,
    toSeconds: number,
  ): void {
    publishedAt.forEach((published, i) => {
      const start = Math.max(published, fromSeconds);
      const end = publishedAt[i + 1] ?? toSeconds;
      if (end <= start) return;
      this.#starts.push(start - snapshotAt[i]!);
      this.#ends.push(end - snapshotAt[i]!);
    });
  }

  get isEmpty(): boolean {
    return this.#starts.length === 0;
  }

  /** Averages over time; all null when nothing was published. */
  summarise(): { readonly mean: number | null; readonly p95: number | null; readonly max: number | null } {
    if (this.isEmpty) return { mean: null, p95: null, max: null };
    let total = 0;
    let area = 0;
    let max = 0;
    this.#starts.forEach((start, i) => {
      const end = this.#ends[i]!;
      total += end - start;
      area += ((end - start) * (start + end)) / 2;
      max = Math.max(max, end);
    });
    return { mean: area / total, p95: this.#quantile(0.95, total, max), max };
  }

  /** The age that is not exceeded for a share of the time, by halving: the share of time below an age is a sum of clipped stretches. */
  #quantile(share: number, total: number, max: number): number {
    let low = 0;
    let high = max;
    for (let step = 0; step < 60; step++) {
      const age = (low + high) / 2;
      let below = 0;
      for (let i = 0; i < this.#starts.length; i++)
        below += Math.max(0, Math.min(age, this.#ends[i]!) - this.#starts[i]!);
      if (below < share * total) low = age;
      else high = age;
    }
    return high;
  }
}
