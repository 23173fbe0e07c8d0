import type { SimulatorClient } from '../engines/simulator/client.ts';
import type { Scenario } from '../engines/simulator/scenario.ts';
import type { SimulationResult } from '../engines/simulator/result.ts';
import type { Simulate } from './pipeline-machine.ts';

/** Runs in the workers, which are loaded with the first run and not before. */
export class WorkerSimulation {
  readonly #onFinished: (scenario: Scenario, result: SimulationResult) => void;
  #client: SimulatorClient | undefined;

  constructor(onFinished: (scenario: Scenario, result: SimulationResult) => void) {
    this.#onFinished = onFinished;
  }

  readonly simulate: Simulate = async (scenario, options) => {
    if (!this.#client) {
      const { SimulatorClient: Client } = await import('../engines/simulator/client.ts');
      this.#client ??= new Client();
    }
    const result = await this.#client.run(scenario, options);
    this.#onFinished(scenario, result);
    return result;
  };

  end(): void {
    this.#client?.end();
  }
}
