import { availableParallelism } from 'node:os';
import { ReplicationPool } from '../../../widgets/engines/simulator/parallel/replication-pool.ts';
import type { FinishedReplication } from '../../../widgets/engines/simulator/parallel/replication-runner.ts';
import type { Shard } from './arguments.ts';
import type { Study } from './study.ts';
import { here, inThread } from './threads.ts';

/** One replication of one point. */
export interface FinishedTask extends FinishedReplication {
  /** Index of the point. */
  readonly point: number;
}

/** Below this, about a second of work, threads that have yet to load the engine bring nothing. */
const EVENTS_WORTH_THREADS = 1e7;

/** The tasks of a shard: point by point, replication by replication, in one piece whose size differs by at most one from the others'. */
export function tasksOf(study: Study, shard: Shard = { index: 1, count: 1 }): (readonly number[])[] {
  const total = study.points.length * study.replications;
  const first = Math.floor(((shard.index - 1) * total) / shard.count);
  const end = Math.floor((shard.index * total) / shard.count);
  return study.points.map((_, point) => {
    const from = Math.max(0, first - point * study.replications);
    const to = Math.min(study.replications, end - point * study.replications);
    return Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
  });
}

export interface RunStudyOptions {
  readonly shard: Shard | undefined;
  /** Processors to use; all when undefined. */
  readonly workers: number | undefined;
  /** Events to expect in all. */
  readonly events: number;
  readonly onProgress: (share: number) => void;
}

/** Runs the tasks over threads and gives what they found, in no particular order. */
export async function runStudy(study: Study, options: RunStudyOptions): Promise<readonly FinishedTask[]> {
  const { shard, events, onProgress } = options;
  const tasks = tasksOf(study, shard);
  const count = tasks.reduce((sum, list) => sum + list.length, 0);
  const workers = Math.min(options.workers ?? availableParallelism(), count);
  const isSmall = options.workers === undefined && events * (shard ? 1 / shard.count : 1) < EVENTS_WORTH_THREADS;
  const pool = workers > 1 && !isSmall ? new ReplicationPool(inThread, workers) : new ReplicationPool(here, 1);
  const finished: FinishedTask[] = [];
  const shares = tasks.map(() => 0);
  const { seed, curves } = study;
  try {
    await Promise.all(
      tasks.map((replications, point) =>
        pool.run(
          { scenario: study.points[point]!.scenario, seed, curves, replications },
          {
            onProgress: (share) => {
              shares[point] = share * replications.length;
              onProgress(shares.reduce((sum, done) => sum + done, 0) / count);
            },
            onFinished: (result) => finished.push({ ...result, point }),
          },
        ),
      ),
    );
  } finally {
    pool.end();
  }
  return finished;
}
