import type { BuildContext } from '../station.ts';
import type { Figure } from '../statistics/figures.ts';
import { LevelTally } from '../statistics/level-tally.ts';
import { TimeTally } from '../statistics/time-tally.ts';

/** What a cache counts of the look-ups after the warm-up. */
export class CacheTally {
  readonly #warmUpSeconds: number;
  readonly #endsAt: number;
  readonly #ages: TimeTally;
  readonly #items: LevelTally;
  #lookups = 0;
  #hits = 0;
  #stale = 0;
  #negative = 0;
  #outdated = 0;
  #coalesced = 0;
  #refreshes = 0;
  #evictions = 0;

  constructor({ warmUpSeconds, durationSeconds }: BuildContext) {
    this.#warmUpSeconds = warmUpSeconds;
    this.#endsAt = durationSeconds;
    this.#ages = new TimeTally(warmUpSeconds, durationSeconds);
    this.#items = new LevelTally(warmUpSeconds);
  }

  /** Look-ups so far, and those of them that found an answer. */
  get lookups(): number {
    return this.#lookups;
  }

  get hits(): number {
    return this.#hits;
  }

  /** A look-up found an answer of this age. */
  hit(now: number, ageSeconds: number, isStale: boolean, isNegative: boolean, isOutdated: boolean): void {
    if (now < this.#warmUpSeconds) return;
    this.#lookups++;
    this.#hits++;
    this.#ages.add(ageSeconds, now);
    if (isStale) this.#stale++;
    if (isNegative) this.#negative++;
    if (isOutdated) this.#outdated++;
  }

  missed(now: number): void {
    if (now >= this.#warmUpSeconds) this.#lookups++;
  }

  /** A look-up that missed waits for a fetch that is under way. */
  joined(now: number): void {
    if (now >= this.#warmUpSeconds) this.#coalesced++;
  }

  refreshed(now: number): void {
    if (now >= this.#warmUpSeconds) this.#refreshes++;
  }

  /** Something was stored or forgotten: how many entries there are, and how many made room for it. */
  changed(now: number, items: number, evictions: number): void {
    this.#items.change(now, items);
    if (now >= this.#warmUpSeconds) this.#evictions += evictions;
  }

  /** At the end of the run. */
  figures(measuredSeconds: number): readonly Figure[] {
    const lookups = this.#lookups;
    const hits = this.#hits;
    return [
      { path: 'hitRatio', sum: hits, per: lookups },
      { path: 'cache.lookups', sum: lookups },
      { path: 'cache.coalescedFraction', sum: this.#coalesced, per: lookups },
      { path: 'cache.staleFraction', sum: this.#stale, per: hits },
      { path: 'cache.negativeFraction', sum: this.#negative, per: hits },
      { path: 'cache.outdatedFraction', sum: this.#outdated, per: hits },
      { path: 'cache.ageSeconds', tally: this.#ages.serialise() },
      { path: 'cache.refreshes', sum: this.#refreshes },
      { path: 'cache.evictions', sum: this.#evictions },
      { path: 'cache.items.mean', sum: this.#items.areaAt(this.#endsAt), per: measuredSeconds },
      { path: 'cache.items.max', maximum: this.#items.maximum },
    ];
  }
}
