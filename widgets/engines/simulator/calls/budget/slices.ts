const SLICES = 10;

/** A sum over a window of time, in ten slices that leave it one by one. */
export class SlicedSum {
  sum = 0;
  readonly #slices = new Float64Array(SLICES);
  readonly #sliceSeconds: number;
  #current = 0;

  constructor(windowSeconds: number) {
    this.#sliceSeconds = windowSeconds / SLICES;
  }

  /** Slices whose time is over leave the sum. Called before it is read. */
  advance(now: number): void {
    const slice = Math.floor(now / this.#sliceSeconds);
    if (slice - this.#current >= SLICES) {
      this.#slices.fill(0);
      this.sum = 0;
      this.#current = slice;
      return;
    }
    while (this.#current < slice) {
      const place = ++this.#current % SLICES;
      this.sum -= this.#slices[place]!;
      this.#slices[place] = 0;
    }
  }

  add(now: number, amount: number): void {
    this.advance(now);
    this.#slices[this.#current % SLICES]! += amount;
    this.sum += amount;
  }
}
