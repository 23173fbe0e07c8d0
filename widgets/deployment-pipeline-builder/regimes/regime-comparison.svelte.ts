import type { SimulatorClient } from '../../engines/simulator/client.ts';
import type { SimulationResult } from '../../engines/simulator/result.ts';
import type { Scenario } from '../../engines/simulator/scenario.ts';
import { formatProblem } from '../../kit/problem.ts';
import type { Curves } from '../findings/context.ts';
import { comparisonScenario } from './comparison-run.ts';
import type { Converted } from './convert.ts';

/** What a regime did, or why it could not run. */
export interface ComparedRegime {
  readonly converted: Converted;
  readonly scenario: Scenario;
  readonly result: SimulationResult;
  /** Of each replication alone, in their order. */
  readonly alone: readonly SimulationResult[];
}

/** Runs a workload in all regimes, one after the other, and keeps what came of it. */
export class RegimeComparison {
  #client: SimulatorClient | undefined;
  #cancelled: AbortController | undefined;

  isRunning = $state(false);
  /** Share of all runs that is done, 0 to 1. */
  share = $state(0);
  failure: string | null = $state(null);
  compared: readonly ComparedRegime[] = $state.raw([]);

  async run(all: readonly Converted[], hasOutage: boolean, curves: Curves): Promise<void> {
    this.cancel();
    const cancelled = new AbortController();
    this.#cancelled = cancelled;
    this.isRunning = true;
    this.share = 0;
    this.failure = null;
    try {
      const compared: ComparedRegime[] = [];
      for (const [index, converted] of all.entries()) {
        const tell = (share: number) => {
          this.share = (index + share) / all.length;
        };
        compared.push(await this.#runOne(converted, hasOutage, curves, cancelled.signal, tell));
      }
      this.compared = compared;
    } catch (error) {
      if (cancelled.signal.aborted) return;
      this.failure = error instanceof Error ? error.message : String(error);
    } finally {
      if (this.#cancelled === cancelled) this.isRunning = false;
    }
  }

  async #runOne(
    converted: Converted,
    hasOutage: boolean,
    curves: Curves,
    signal: AbortSignal,
    onProgress: (share: number) => void,
  ): Promise<ComparedRegime> {
    const parsed = comparisonScenario(converted, hasOutage);
    if (!parsed.ok)
      throw new Error(`It cannot run as ${converted.regime}: ${parsed.problems.map(formatProblem).join(' ')}`);
    const { SimulatorClient: Client } = await import('../../engines/simulator/client.ts');
    this.#client ??= new Client();
    const alone: SimulationResult[] = [];
    const onReplication = (replication: number, result: SimulationResult) => {
      alone[replication] = result;
    };
    const result = await this.#client.run(parsed.value, { curves, signal, onProgress, onReplication });
    return { converted, scenario: parsed.value, result, alone };
  }

  cancel(): void {
    this.#cancelled?.abort();
    this.isRunning = false;
  }

  close(): void {
    this.cancel();
    this.#client?.end();
  }
}
