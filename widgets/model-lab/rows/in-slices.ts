/** Runs a generator to its end, giving the browser a turn after each slice; rejects with `AbortError` when `signal` says so. */
export async function inSlices<Result>(
  work: Generator<number, Result>,
  pause: () => Promise<void>,
  signal?: AbortSignal,
): Promise<Result> {
  for (;;) {
    signal?.throwIfAborted();
    const step = work.next();
    if (step.done) return step.value;
    await pause();
  }
}
