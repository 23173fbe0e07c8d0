import { snap } from '../snap.ts';

/** Flink counts whole milliseconds: a watermark t says that no event of time t or before will come, so it stays one below the bound. */
export const MILLISECOND = 0.001;

/**
 * The watermark of a job that reads several partitions: of each the latest event time less the bound and a millisecond, of all the least (Flink,
 * BoundedOutOfOrdernessWatermarks and StatusWatermarkValve). A partition that has never had a record holds it at −∞, one that is idle is passed over.
 */
export class Watermark {
  /** What was last emitted. Never falls, but by `reset`. */
  current = -Infinity;
  readonly #boundSeconds: number;
  readonly #idlenessSeconds: number;
  /** By partition: latest event time, and when a record last came. */
  readonly #latest: Float64Array;
  readonly #heardAt: Float64Array;

  constructor(partitions: number, boundSeconds: number, idlenessSeconds = Infinity) {
    this.#boundSeconds = boundSeconds;
    this.#idlenessSeconds = idlenessSeconds;
    this.#latest = new Float64Array(partitions).fill(-Infinity);
    this.#heardAt = new Float64Array(partitions);
  }

  /** A record of the partition, that happened at `eventAt`, is read at `now`. */
  observe(partition: number, eventAt: number, now: number): void {
    if (eventAt > this.#latest[partition]!) this.#latest[partition] = eventAt;
    this.#heardAt[partition] = now;
  }

  /** The periodic emission at `now`: gives the watermark that holds from now on. */
  emit(now: number): number {
    let least = Infinity;
    for (let partition = 0; partition < this.#latest.length; partition++) {
      if (now - this.#heardAt[partition]! >= this.#idlenessSeconds) continue;
      if (this.#latest[partition]! < least) least = this.#latest[partition]!;
    }
    // All idle: time stands still.
    if (least === Infinity) return this.current;
    const next = snap(least - this.#boundSeconds - MILLISECOND);
    if (next > this.current) this.current = next;
    return this.current;
  }

  /** After a failure the job starts anew: watermarks are not part of a checkpoint, but come from the records that are read again. */
  reset(): void {
    this.#latest.fill(-Infinity);
    this.current = -Infinity;
  }
}
