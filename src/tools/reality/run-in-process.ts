import { driveRun } from '../../../widgets/engines/simulator/reality/drive-run.ts';
import type { RealPlan } from '../../../widgets/engines/simulator/reality/real-plan.ts';
import type { RunRecord } from '../../../widgets/engines/simulator/reality/run-record.ts';
import type { Alarm } from './alarm.ts';
import type { ModelThread } from './model-thread.ts';

/** Time for the first request to be made ready for, in milliseconds. */
const LEAD_MS = 50;

/** Drives a real run on the wall clock: this thread sends and batches, the model has a thread of its own. Ends at the latest 5 s after the plan does. */
export function runInProcess(plan: RealPlan, thread: ModelThread, alarm: Alarm): Promise<RunRecord> {
  const nowMs = () => performance.timeOrigin + performance.now();
  const startMs = nowMs() + LEAD_MS;
  return driveRun(plan, {
    now: () => (nowMs() - startMs) / 1000,
    setAlarm: (atSeconds, ring) => alarm.set(startMs + atSeconds * 1000, ring),
    score: (size) => thread.score(size),
  });
}
