import type { RealPlan } from '../../../widgets/engines/simulator/reality/real-plan.ts';
import { RealRun } from '../../../widgets/engines/simulator/reality/real-run.ts';
import type { RunRecord } from '../../../widgets/engines/simulator/reality/run-record.ts';
import type { Alarm } from './alarm.ts';
import type { ModelThread } from './model-thread.ts';

/** Time for the first request to be made ready for, and for those still waiting at the end to be served, in seconds. */
const LEAD_SECONDS = 0.05;
const DRAIN_SECONDS = 5;

/** Drives a real run on the wall clock: this thread sends and batches, the model has a thread of its own. Ends at the latest 5 s after the plan does. */
export function runInProcess(plan: RealPlan, thread: ModelThread, alarm: Alarm): Promise<RunRecord> {
  return new Promise((resolve, reject) => {
    const startMs = performance.timeOrigin + performance.now() + LEAD_SECONDS * 1000;
    const now = () => (performance.timeOrigin + performance.now() - startMs) / 1000;
    let isEnded = false;
    const end = () => {
      isEnded = true;
      clearTimeout(limit);
      resolve(run.record);
    };
    // A model that hangs must not hold the run.
    const limit = setTimeout(end, (LEAD_SECONDS + plan.durationSeconds + DRAIN_SECONDS) * 1000);
    const run = new RealRun(plan, ({ paddedSize }) => {
      thread.score(paddedSize).then((modelSeconds) => {
        if (isEnded) return;
        run.batchDone(now(), modelSeconds);
        goOn();
      }, reject);
    });
    const wake = () => {
      if (isEnded) return;
      run.wake(now());
      goOn();
    };
    const goOn = () => {
      if (run.isOver) {
        end();
        return;
      }
      const at = run.wakeAt;
      if (at < Infinity) alarm.set(startMs + at * 1000, wake);
    };
    goOn();
  });
}
