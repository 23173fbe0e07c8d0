import { WorkerCaller } from '../../../kit/worker-call.ts';
import type { ReplicationPart } from '../replication.ts';
import { OverloadError } from '../request-pool.ts';
import type { Scenario } from '../scenario.ts';
import type { Curves } from '../service/service-law.ts';

/** One replication of one scenario: all that a runner needs, as plain data. */
export interface ReplicationTask {
  readonly scenario: Scenario;
  readonly seed: number;
  readonly replication: number;
  readonly curves: Curves;
}

export interface FinishedReplication {
  readonly part: ReplicationPart;
  /** Time that it took, by the worker's own clock. */
  readonly elapsedSeconds: number;
}

/** Somewhere one replication at a time can run. */
export interface ReplicationRunner {
  /** Runs a replication to its end. Rejects with an `OverloadError`, with the engine's message, or, after `signal`, once it is free for the next. */
  run(
    task: ReplicationTask,
    options: { readonly onProgress: (share: number) => void; readonly signal: AbortSignal },
  ): Promise<FinishedReplication>;
  end(): void;
}

/** What a worker answers; an overload is told apart from a fault of the program, which it rejects with. */
export type WorkerAnswer = FinishedReplication | { readonly overload: string };

/** A cancelled worker that gives no sign for this long is ended: it is in the middle of one very large event. */
const SILENCE_MS = 100;
/** A worker that still loads may be silent for longer: ending it would only begin the loading anew. */
const SILENCE_WHILE_LOADING_MS = 10_000;

/** Runs replications in a worker, which starts at the first one and stays warm. */
export class WorkerRunner implements ReplicationRunner {
  readonly #caller: WorkerCaller;
  #hasLoaded = false;

  /** `make` starts a worker that serves `replicate` and `ping` (`worker.ts`). */
  constructor(make: () => Worker) {
    this.#caller = new WorkerCaller(make);
  }

  async run(
    task: ReplicationTask,
    options: { readonly onProgress: (share: number) => void; readonly signal: AbortSignal },
  ): Promise<FinishedReplication> {
    const onProgress = (share: number) => {
      this.#hasLoaded = true;
      options.onProgress(share);
    };
    try {
      const answer = await this.#caller.call<WorkerAnswer, number>('replicate', task, { ...options, onProgress });
      this.#hasLoaded = true;
      if ('overload' in answer) throw new OverloadError(answer.overload);
      return answer;
    } catch (error) {
      if (options.signal.aborted) await this.#becomeFree();
      throw error;
    }
  }

  /** Waits until the worker has left the cancelled run, or ends it; the next run then starts a new one. */
  async #becomeFree(): Promise<void> {
    const silenceMs = this.#hasLoaded ? SILENCE_MS : SILENCE_WHILE_LOADING_MS;
    await this.#caller.call('ping', null, { silenceMs }).catch(() => {
      this.#hasLoaded = false;
    });
  }

  end(): void {
    this.#hasLoaded = false;
    this.#caller.end();
  }
}
