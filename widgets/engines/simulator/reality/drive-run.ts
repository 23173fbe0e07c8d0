import type { RealPlan } from './real-plan.ts';
import { RealRun } from './real-run.ts';
import type { RunRecord } from './run-record.ts';

/** A wall clock with one alarm, and the model that batches are handed to: what a page, a worker or Node drive a run with. */
export interface RunDriver {
  /** Seconds since the start of the run; below 0 before it. */
  readonly now: () => number;
  /** Calls `ring` once at `atSeconds` or as soon after as can be, in place of whatever was set before. */
  readonly setAlarm: (atSeconds: number, ring: () => void) => void;
  /** Scores a batch of so many requests; resolves to what the model itself took, in seconds. */
  readonly score: (size: number) => Promise<number>;
  /** Told after every wake and every batch. */
  readonly onProgress?: () => void;
}

/** Requests that wait at the end are still served for so long, in seconds; then the run is over whatever the model does. */
export const DRAIN_SECONDS = 5;

/** Drives a real run to its end. Rejects with what `score` rejects with. */
export function driveRun(plan: RealPlan, { now, setAlarm, score, onProgress }: RunDriver): Promise<RunRecord> {
  return new Promise((resolve, reject) => {
    const lastAt = plan.durationSeconds + DRAIN_SECONDS;
    let isOver = false;
    const run = new RealRun(plan, ({ paddedSize }) => {
      score(paddedSize).then(
        (modelSeconds) => {
          if (isOver) return;
          run.batchDone(now(), modelSeconds);
          goOn();
        },
        (error: unknown) => {
          isOver = true;
          reject(error);
        },
      );
    });
    const wake = () => {
      if (isOver) return;
      run.wake(now());
      goOn();
    };
    const goOn = () => {
      onProgress?.();
      isOver = run.isOver || now() >= lastAt;
      if (isOver) resolve(run.record);
      else setAlarm(Math.min(run.wakeAt, lastAt), wake);
    };
    goOn();
  });
}
