/** Name of the browser's lock: one for all pages of the site, whatever the model. */
const LOCK = 'slipway-measure';

/** How one measurement waits for another. */
export interface Turn {
  /** Called when another measurement is under way, in this page or in another. */
  readonly onWaiting?: (() => void) | undefined;
  /** Ends the waiting, with `AbortError`; `measure` has to listen for itself. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Measures while no other page of the site does: two measurements at once would each time the other. The browser frees the lock of a page that is closed
 * or crashes. Where there are no locks (only over https and on localhost are there any), measures at once.
 */
export async function measureAlone<Result>(
  measure: () => Promise<Result>,
  { onWaiting, signal }: Turn,
): Promise<Result> {
  const locks: LockManager | undefined = globalThis.navigator?.locks;
  if (!locks) return measure();
  // Asked for twice, because a lock that has to be waited for does not say so.
  const first = await locks.request(LOCK, { ifAvailable: true }, async (lock) =>
    lock ? { result: await measure() } : undefined,
  );
  if (first) return first.result;
  onWaiting?.();
  return locks.request(LOCK, signal ? { signal } : {}, measure);
}
