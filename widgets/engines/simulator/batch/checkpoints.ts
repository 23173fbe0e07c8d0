/** Cuts work into segments, each followed by a write after which the work is safe; the last write is that of the results. Times in seconds. */
export class Checkpoints {
  /** Work between two writes; Infinity where nothing is written before the end. */
  readonly intervalSeconds: number;
  readonly writeSeconds: number;

  constructor(settings: { readonly everySeconds: number; readonly writeSeconds: number } | undefined) {
    this.intervalSeconds = settings?.everySeconds ?? Infinity;
    this.writeSeconds = settings?.writeSeconds ?? 0;
  }

  /** Writes of so much work. A rest of a billionth of a segment is rounding, not work. */
  writesFor(workSeconds: number): number {
    return this.intervalSeconds === Infinity ? 0 : Math.ceil(workSeconds / this.intervalSeconds - 1e-9);
  }

  /** Writes that have ended after so much time of working and writing. */
  writesAfter(seconds: number): number {
    return Math.floor(Math.max(0, seconds) / (this.intervalSeconds + this.writeSeconds) + 1e-12);
  }

  /** Work done, safe or not, after so much time of working and writing. */
  workAfter(seconds: number): number {
    if (this.intervalSeconds === Infinity) return Math.max(0, seconds);
    const cycle = this.intervalSeconds + this.writeSeconds;
    const whole = Math.floor(Math.max(0, seconds) / cycle);
    return whole * this.intervalSeconds + Math.min(this.intervalSeconds, Math.max(0, seconds) - whole * cycle);
  }
}
