// Wakes the main thread at moments of the wall clock: Node's own timers come in whole milliseconds, a thread that sleeps on a futex does not.
import { parentPort, workerData } from 'node:worker_threads';

/** How many alarms were set, and the time of the last, in milliseconds since the epoch. */
const { count, at } = workerData as { readonly count: Int32Array<SharedArrayBuffer>; readonly at: Float64Array };
const now = () => performance.timeOrigin + performance.now();

for (;;) {
  const set = Atomics.load(count, 0);
  const wait = at[0]! - now();
  // A later alarm, or an earlier one, replaces the one that is slept for.
  if (wait > 0 && Atomics.wait(count, 0, set, wait) !== 'timed-out') continue;
  if (at[0]! === Infinity) continue;
  parentPort!.postMessage(set);
  // Nothing more until another alarm is set.
  Atomics.wait(count, 0, set);
}
