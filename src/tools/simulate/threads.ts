import { Worker as Thread } from 'node:worker_threads';
import {
  type FinishedReplication,
  type ReplicationRunner,
  type ReplicationTask,
  WorkerRunner,
} from '../../../widgets/engines/simulator/parallel/replication-runner.ts';
import { ReplicationRun } from '../../../widgets/engines/simulator/replication.ts';
import { EVENTS_PER_SLICE } from '../../../widgets/engines/simulator/simulate.ts';

/** A thread of Node with the four members of a browser's worker that `WorkerCaller` uses. */
function startThread(): Worker {
  const thread = new Thread(new URL('./worker-thread.ts', import.meta.url));
  const worker = {
    onmessage: null as ((event: { data: unknown }) => void) | null,
    onerror: null as ((event: { message: string }) => void) | null,
    postMessage: (message: unknown) => thread.postMessage(message),
    terminate: () => void thread.terminate(),
  };
  thread.on('message', (data: unknown) => worker.onmessage?.({ data }));
  thread.on('error', (error: Error) => worker.onerror?.({ message: error.message }));
  return worker as unknown as Worker;
}

/** Runs replications in a thread of its own. */
export const inThread = (): ReplicationRunner => new WorkerRunner(startThread);

/** Runs replications here: what is over sooner than a thread has started. */
class HereRunner implements ReplicationRunner {
  async run(
    { scenario, seed, replication, curves }: ReplicationTask,
    { onProgress }: { readonly onProgress: (share: number) => void },
  ): Promise<FinishedReplication> {
    const startedAt = performance.now();
    const run = new ReplicationRun(scenario, seed, replication, curves);
    while (!run.advance(EVENTS_PER_SLICE)) onProgress(run.share);
    return { part: run.part(), elapsedSeconds: (performance.now() - startedAt) / 1000 };
  }

  end(): void {}
}

export const here = (): ReplicationRunner => new HereRunner();
