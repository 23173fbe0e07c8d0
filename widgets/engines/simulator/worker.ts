import { nextTurn } from '../../kit/next-turn.ts';
import { serveWorker, type WorkerContext } from '../../kit/worker-call.ts';
import type { ReplicationTask, WorkerAnswer } from './parallel/replication-runner.ts';
import { ReplicationRun } from './replication.ts';
import { OverloadError } from './request-pool.ts';

/** Time between two looks at the message queue: short against the 100 ms in which a run must be gone, long against the cost of looking. */
const SLICE_SECONDS = 0.02;
/** An event may be one request or a million rows: the first slice is small, and no slice is much larger than the one before. */
const FIRST_SLICE_EVENTS = 256;
const MOST_GROWTH = 8;

/** The one clock of the engine: it times the run and sizes the slices, and never enters the run. */
const nowSeconds = () => performance.now() / 1000;

async function replicate(task: ReplicationTask, context: WorkerContext): Promise<WorkerAnswer> {
  const startedAt = nowSeconds();
  try {
    const run = new ReplicationRun(task.scenario, task.seed, task.replication, task.curves);
    let events = FIRST_SLICE_EVENTS;
    for (let sliceAt = startedAt; !run.advance(events); sliceAt = nowSeconds()) {
      const growth = SLICE_SECONDS / Math.max(1e-6, nowSeconds() - sliceAt);
      events = Math.max(1, Math.floor(events * Math.min(MOST_GROWTH, growth)));
      // The small slices at the start are over before anybody could look.
      if (growth < MOST_GROWTH) context.progress(run.share);
      await nextTurn();
      if (context.isCancelled()) throw new Error('The run was cancelled.');
    }
    return { part: run.part(), elapsedSeconds: nowSeconds() - startedAt };
  } catch (error) {
    if (error instanceof OverloadError) return { overload: error.message };
    throw error;
  }
}

serveWorker({ replicate, ping: () => null });
