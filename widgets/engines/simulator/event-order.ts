import { type EventSlots, KIND, SEQUENCE } from './event-slots.ts';

/** Which of two events comes first at one instant, and sorting by it. */
export class EventOrder {
  readonly #ranks: ArrayLike<number>;
  readonly #pending: EventSlots;

  constructor(ranks: ArrayLike<number>, pending: EventSlots) {
    this.#ranks = ranks;
    this.#pending = pending;
  }

  /** A cancelled event keeps its rank: others may share its place. */
  rankOf(slot: number): number {
    const kind = this.#pending.cells[(slot << 3) + KIND]!;
    return this.#ranks[kind < 0 ? -1 - kind : kind]!;
  }

  /** Sorts events that have their numbers, latest first: Shell's method, which is insertion for a few and bears thousands at one instant. */
  sort(times: Float64Array, slots: Int32Array, count: number): void {
    let gap = 1;
    while (gap < count / 9) gap = 3 * gap + 1;
    for (; gap > 0; gap = (gap - 1) / 3) {
      for (let i = gap; i < count; i++) {
        const time = times[i]!;
        const slot = slots[i]!;
        let hole = i;
        while (hole >= gap && this.#isBefore(times[hole - gap]!, slots[hole - gap]!, time, slot)) {
          times[hole] = times[hole - gap]!;
          slots[hole] = slots[hole - gap]!;
          hole -= gap;
        }
        times[hole] = time;
        slots[hole] = slot;
      }
    }
  }

  #isBefore(time: number, slot: number, otherTime: number, otherSlot: number): boolean {
    if (time !== otherTime) return time < otherTime;
    const rank = this.rankOf(slot) - this.rankOf(otherSlot);
    if (rank !== 0) return rank < 0;
    const { cells } = this.#pending;
    return (cells[(slot << 3) + SEQUENCE]! - cells[(otherSlot << 3) + SEQUENCE]!) << 1 < 0;
  }
}
