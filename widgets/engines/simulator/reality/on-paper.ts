import type { RealPlan } from './real-plan.ts';
import { RealRun } from './real-run.ts';
import type { RunRecord } from './run-record.ts';

/**
 * The run with a clock that goes from event to event: nothing is ever late, and batch `index` takes what `secondsOf` says. With the times that the
 * batches of a real run took, what is left between the two is what the run's own timers and messages did, and nothing that the model or the device did.
 */
export function runOnPaper(plan: RealPlan, secondsOf: (index: number, size: number) => number): RunRecord {
  let batchCount = 0;
  let endsAt = Infinity;
  let seconds = 0;
  let now = 0;
  const run = new RealRun(plan, ({ paddedSize }) => {
    seconds = secondsOf(batchCount++, paddedSize);
    endsAt = now + seconds;
  });
  // Ends before arrivals before timers, as the simulator orders what happens at one instant.
  while (!run.isOver) {
    const wakeAt = run.wakeAt;
    now = Math.min(endsAt, wakeAt);
    if (now === Infinity) return run.record;
    if (endsAt <= wakeAt) {
      endsAt = Infinity;
      run.batchDone(now, seconds);
    } else run.wake(now);
  }
  return run.record;
}
