import { startTrustedWorker } from '../../kit/trusted-worker.ts';
import type { ServiceCurve } from '../../kit/service-curve.ts';
import { ReplicationFold, resultAlone } from './parallel/fold-replications.ts';
import { ReplicationPool } from './parallel/replication-pool.ts';
import { WorkerRunner } from './parallel/replication-runner.ts';
import type { SimulationResult } from './result.ts';
import type { Scenario } from './scenario.ts';
import workerUrl from './worker.ts?worker&url';

export interface RunOptions {
  /** Overrides the scenario's seed. */
  readonly seed?: number;
  /** Overrides the scenario's number of replications. */
  readonly replications?: number;
  /** Service curves by model id, for `measured` service times. */
  readonly curves?: Readonly<Record<string, ServiceCurve>>;
  /** Called between slices with the share done, 0 to 1. */
  readonly onProgress?: (share: number) => void;
  /** Called whenever more replications are in the result: what they say so far, to be refined. The last call has the final result. */
  readonly onRefined?: (result: SimulationResult) => void;
  /** Called for every replication with the result of it alone, in any order: what intervals of figures are taken from. */
  readonly onReplication?: (replication: number, result: SimulationResult) => void;
  /** What an earlier run of the same scenario and seed gathered: only the replications that it lacks are run, and added to it. */
  readonly fold?: ReplicationFold;
  readonly signal?: AbortSignal;
}

/** Runs scenarios in workers of its own, one replication at a time on each; they start when there is work and stay warm between runs. */
export class SimulatorClient {
  readonly #pool: ReplicationPool;

  /** `workers` is the most that run at once: one per processor of this device unless stated. */
  constructor(workers: number = navigator.hardwareConcurrency) {
    this.#pool = new ReplicationPool(() => new WorkerRunner(() => startTrustedWorker(workerUrl)), workers);
  }

  /**
   * Runs a scenario that `parseScenario` accepted; the result does not depend on the number of workers. Runs on one client take turns; cancel an old one
   * by its signal. Rejects with `AbortError` when cancelled and with the engine's message when it cannot go on.
   */
  async run(scenario: Scenario, options: RunOptions = {}): Promise<SimulationResult> {
    // Plain data only: a Svelte proxy cannot be cloned to a worker.
    const input = JSON.parse(JSON.stringify({ scenario, curves: options.curves ?? {} })) as {
      scenario: Scenario;
      curves: Readonly<Record<string, ServiceCurve>>;
    };
    const seed = options.seed ?? scenario.run.seed;
    const count = options.replications ?? scenario.run.replications;
    const fold = options.fold ?? new ReplicationFold(input.scenario, seed);
    const from = fold.folded;
    const replications = Array.from({ length: Math.max(0, count - from) }, (_, index) => from + index);
    await this.#pool.run(
      { ...input, seed, replications },
      {
        onProgress: options.onProgress,
        onFinished: (finished, runner) => {
          const isMore = fold.add(finished, runner);
          options.onReplication?.(finished.part.replication, resultAlone(input.scenario, seed, finished));
          if (isMore) options.onRefined?.(fold.result());
        },
        signal: options.signal,
      },
    );
    return fold.result();
  }

  /** Ends the workers; a run under way is rejected with `AbortError`. */
  end(): void {
    this.#pool.end();
  }
}
