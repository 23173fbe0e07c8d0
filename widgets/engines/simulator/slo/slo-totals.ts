import type { SloCourse, SloResult } from '../result.ts';
import type { Slo } from './slo-schema.ts';
import type { SloPart } from './slo-watch.ts';

/** Folds what the replications saw of one objective, in order. */
export class SloTotals {
  readonly #slo: Slo;
  #good = 0;
  #bad = 0;
  #alerts: SloPart['alerts'] = [];
  /** Of the first replication, like the timeline. */
  #course: SloCourse | undefined;

  constructor(slo: Slo) {
    this.#slo = slo;
  }

  add({ good, bad, course, alerts }: SloPart): void {
    this.#course ??= course;
    this.#good += good;
    this.#bad += bad;
    const before = this.#alerts;
    // The times are those of the first replication, like the timeline.
    this.#alerts =
      before.length === 0
        ? alerts
        : alerts.map(({ fired, activeSeconds }, i) => ({
            ...before[i]!,
            fired: before[i]!.fired + fired,
            activeSeconds: before[i]!.activeSeconds + activeSeconds,
          }));
  }

  /** `measuredSeconds`: after the warm-up, of all replications. */
  summarise(measuredSeconds: number, replications: number): SloResult {
    const { id, target, windowSeconds } = this.#slo;
    const all = this.#good + this.#bad;
    const errorRatio = all === 0 ? null : this.#bad / all;
    const burnRate = errorRatio === null ? null : errorRatio / (1 - target);
    return {
      ...(id === undefined ? {} : { id }),
      target,
      good: this.#good,
      bad: this.#bad,
      errorRatio,
      burnRate,
      budgetSpent: burnRate === null ? null : (burnRate * measuredSeconds) / replications / windowSeconds,
      course: this.#course ?? { seconds: [], good: [], bad: [] },
      alerts: this.#alerts.map(({ activeSeconds, ...alert }) => ({
        ...alert,
        activeShare: activeSeconds / measuredSeconds,
      })),
    };
  }
}
