import type { ServiceCurve } from '../../kit/service-curve.ts';
import { startTrustedWorker } from '../../kit/trusted-worker.ts';
import { WorkerCaller } from '../../kit/worker-call.ts';
import type { SimulationResult } from './result.ts';
import type { Scenario } from './scenario.ts';
import type { RunInput } from './worker.ts';
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
  readonly signal?: AbortSignal;
}

/** Runs scenarios in a worker of its own, which starts at the first run and stays warm between runs. */
export class SimulatorClient {
  readonly #caller = new WorkerCaller(() => startTrustedWorker(workerUrl));

  /**
   * Runs a scenario that `parseScenario` accepted. Runs on one client take turns in slices; cancel an old one by its signal.
   * Rejects with `AbortError` when cancelled and with the engine's message when it cannot go on.
   */
  run(scenario: Scenario, options: RunOptions = {}): Promise<SimulationResult> {
    const { seed, replications, curves, onProgress, signal } = options;
    // Plain data only: a Svelte proxy cannot be cloned to a worker.
    const input = JSON.parse(JSON.stringify({ scenario, seed, replications, curves })) as RunInput;
    return this.#caller.call<SimulationResult, number>('run', input, {
      ...(onProgress ? { onProgress } : {}),
      ...(signal ? { signal } : {}),
    });
  }

  /** Ends the worker; a run under way is rejected with `AbortError`. */
  end(): void {
    this.#caller.end();
  }
}
