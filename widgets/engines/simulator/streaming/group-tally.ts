import type { Model } from '../model.ts';
import type { BuildContext, StationReport } from '../station.ts';
import { LevelTally } from '../statistics/level-tally.ts';

/** How many members a group had, and how many partitions nobody read. */
export class GroupTally {
  readonly #alive: LevelTally;
  readonly #ownerless: LevelTally;
  readonly #changes: [number, number][] = [];
  readonly #endsAt: number;

  constructor({ warmUpSeconds, durationSeconds }: BuildContext) {
    this.#alive = new LevelTally(warmUpSeconds);
    this.#ownerless = new LevelTally(warmUpSeconds);
    this.#endsAt = durationSeconds;
  }

  /** A process has started (1) or ended (−1). */
  countMember(model: Model, change: number): void {
    const level = this.#alive.level + change;
    this.#alive.change(model.now, level);
    const last = this.#changes.at(-1);
    if (last?.[0] === model.now) last[1] = level;
    else this.#changes.push([model.now, level]);
  }

  /** By partition its reader, −1 for none. */
  countOwnerless(model: Model, owner: Int32Array): void {
    let count = 0;
    for (const reader of owner) if (reader < 0) count++;
    this.#ownerless.change(model.now, count);
  }

  memberSecondsAt(now: number): number {
    return this.#alive.areaAt(now);
  }

  get memberSeconds(): number {
    return this.memberSecondsAt(this.#endsAt);
  }

  get ownerlessSeconds(): number {
    return this.#ownerless.areaAt(this.#endsAt);
  }

  get replicas(): NonNullable<StationReport['replicas']> {
    const { memberSeconds } = this;
    return {
      replicaSeconds: memberSeconds,
      serverSeconds: memberSeconds,
      maximum: this.#alive.maximum,
      changes: this.#changes,
    };
  }
}
