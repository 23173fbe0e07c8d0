import type { Model } from '../model.ts';
import type { Figure } from '../statistics/figures.ts';

/** How often records were processed more than once, or never, after the warm-up. */
export class DeliveryTally {
  #reprocessed = 0;
  #duplicates = 0;
  #lost = 0;

  /** A record was processed again; `isSeen` when the effect of the first time is out already, so that there are two. */
  again(model: Model, isSeen: boolean): void {
    if (!model.isMeasuring) return;
    this.#reprocessed++;
    if (isSeen) this.#duplicates++;
  }

  /** Results that were given already are given again, although their records count once. */
  repeated(model: Model, results: number): void {
    if (model.isMeasuring) this.#duplicates += results;
  }

  lost(model: Model): void {
    if (model.isMeasuring) this.#lost++;
  }

  get figures(): readonly Figure[] {
    return [
      { path: 'delivery.reprocessed', sum: this.#reprocessed },
      { path: 'delivery.duplicates', sum: this.#duplicates },
      { path: 'delivery.lost', sum: this.#lost },
    ];
  }
}
