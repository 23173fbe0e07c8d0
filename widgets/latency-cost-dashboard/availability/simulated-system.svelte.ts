import type { SimulatorClient } from '../../engines/simulator/client.ts';
import type { SimulationResult } from '../../engines/simulator/result.ts';
import type { Provenance } from '../../kit/provenance.ts';
import { compareDown, simulatedDown } from './simulated-up.ts';
import { downTime, type System, systemUp } from './system.ts';
import { stationId, systemScenario } from './system-scenario.ts';

/** What a simulation of a system found. */
export interface FoundUp {
  /** The arithmetic beside the simulation, in a sentence. */
  readonly sentence: string;
  readonly provenance: Provenance;
  /** Share of time in which a stage had a replica up; of the whole, the share of requests that were answered. */
  readonly upOf: (id?: string) => number | null;
}

/** Runs systems on the instrument's simulator and keeps what the last one came to, while other sections are looked at. */
export class SimulatedSystem {
  readonly #client: Pick<SimulatorClient, 'run'>;
  #stop: AbortController | undefined;
  #asked = '';
  #found = $state.raw<{ readonly key: string; readonly up: FoundUp }>();
  isRunning = $state(false);
  failure = $state('');

  constructor(client: Pick<SimulatorClient, 'run'>) {
    this.#client = client;
  }

  /** What is known of this system; undefined while that is nothing. */
  of(system: System, seed: number): FoundUp | undefined {
    return this.#found?.key === keyOf(system, seed) ? this.#found.up : undefined;
  }

  get last(): FoundUp | undefined {
    return this.#found?.up;
  }

  /** Does nothing while the same system is on its way. */
  async run(system: System, seed: number, announce: (text: string) => void): Promise<void> {
    const key = keyOf(system, seed);
    if (key === this.#asked) return;
    this.cancel();
    const stop = new AbortController();
    [this.#stop, this.#asked, this.isRunning, this.failure] = [stop, key, true, ''];
    const alone: SimulationResult[] = [];
    const onReplication = (replication: number, one: SimulationResult) => {
      alone[replication] = one;
    };
    try {
      const scenario = systemScenario(system, seed);
      const result = await this.#client.run(scenario, { signal: stop.signal, onReplication });
      const { replications, durationSeconds } = scenario.run;
      const sentence = compareDown(downTime(systemUp(system)).per30Days, simulatedDown(result, alone));
      const provenance: Provenance = {
        kind: 'simulated',
        seed,
        replications,
        durationSeconds: Math.round(durationSeconds),
      };
      this.#found = { key, up: { sentence, provenance, upOf: (id) => upIn(result, system, id) } };
      announce(sentence);
    } catch (error) {
      if (!stop.signal.aborted) this.failure = error instanceof Error ? error.message : String(error);
    } finally {
      if (this.#stop === stop) [this.isRunning, this.#asked] = [false, ''];
    }
  }

  cancel(): void {
    this.#stop?.abort();
    [this.isRunning, this.#asked] = [false, ''];
  }
}

/** The cost of a minute changes nothing that is simulated. */
function keyOf({ usdPerDownMinute: _, ...system }: System, seed: number): string {
  return JSON.stringify([system, seed]);
}

function upIn({ availability }: SimulationResult, system: System, id: string | undefined): number | null {
  if (id === undefined) return availability.requestsAnswered;
  return availability.components?.[stationId(system, id)]?.upAtLeast['1'] ?? null;
}
