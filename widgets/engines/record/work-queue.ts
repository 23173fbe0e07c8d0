/** Work that is done one piece after another, each after the end of all earlier ones. */
export class WorkQueue {
  /** Never rejects. */
  #end: Promise<unknown> = Promise.resolve();
  readonly #afterEach: () => void;

  /** `afterEach` is called when a piece has ended, well or badly. */
  constructor(afterEach: () => void) {
    this.#afterEach = afterEach;
  }

  run<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = this.#end.then(work);
    this.#end = done.then(
      () => {},
      () => {},
    );
    // Beside the queue: what `afterEach` throws is reported by the browser, and stops no work.
    void this.#end.then(this.#afterEach);
    return done;
  }

  /** Resolves when everything that was asked so far has ended. */
  async settled(): Promise<void> {
    await this.#end;
  }
}
