import { snap } from '../snap.ts';

/** How rows come from the offline store into the online store. */
export interface MaterialisationSettings {
  /** Time from one snapshot of the offline store to the next, in seconds; Infinity when there are none. */
  readonly everySeconds: number;
  /** From a snapshot to the moment at which all its rows are in the online store. */
  readonly delaySeconds: number;
  /** From a change to the moment at which a stream has brought it into the online store; Infinity without a stream. */
  readonly streamDelaySeconds: number;
}

/**
 * The state of the world that the online store shows. Snapshots are taken at whole multiples of the period, before the run as well, so that the store is in its
 * rhythm from the start; a snapshot may be under way while the next is taken.
 */
export class Materialisation {
  readonly #settings: MaterialisationSettings;
  /** Snapshot that is shown. */
  #number = Number.NaN;
  #replacedAt = -Infinity;

  constructor(settings: MaterialisationSettings) {
    this.#settings = settings;
    if (settings.everySeconds < Infinity) {
      this.#number = Math.floor(-settings.delaySeconds / settings.everySeconds) - 1;
      this.#replacedAt = this.#publishedAt(this.#number + 1);
    }
  }

  /** How many seconds before `now` what a look-up at `now` finds was the state of the world; looks are in order of time. */
  ageAt(now: number): number {
    const { everySeconds, streamDelaySeconds } = this.#settings;
    if (everySeconds === Infinity) return streamDelaySeconds;
    if (this.#replacedAt <= now) this.#advance(now);
    return Math.min(now - snap(this.#number * everySeconds), streamDelaySeconds);
  }

  #advance(now: number): void {
    const { everySeconds, delaySeconds } = this.#settings;
    // Close to the last publication by division, then exactly, because the division rounds.
    this.#number = Math.max(this.#number, Math.floor((now - delaySeconds) / everySeconds) - 1);
    while (this.#publishedAt(this.#number + 1) <= now) this.#number++;
    this.#replacedAt = this.#publishedAt(this.#number + 1);
  }

  #publishedAt(number: number): number {
    return snap(number * this.#settings.everySeconds + this.#settings.delaySeconds);
  }
}
