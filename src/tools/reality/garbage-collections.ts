import { PerformanceObserver } from 'node:perf_hooks';

/** Pauses of this thread for garbage collection since it was made: the simulator knows none. */
export class GarbageCollections {
  count = 0;
  totalSeconds = 0;
  longestSeconds = 0;
  readonly #observer = new PerformanceObserver((list) => this.#add(list.getEntries()));

  constructor() {
    this.#observer.observe({ entryTypes: ['gc'] });
  }

  end(): void {
    this.#add(this.#observer.takeRecords());
    this.#observer.disconnect();
  }

  #add(entries: readonly PerformanceEntry[]): void {
    for (const { duration } of entries) {
      this.count++;
      this.totalSeconds += duration / 1000;
      this.longestSeconds = Math.max(this.longestSeconds, duration / 1000);
    }
  }
}
