import type { ReplicationPart } from '../replication.ts';
import type { SimulationResult } from '../result.ts';
import type { Scenario } from '../scenario.ts';
import { Summary } from '../summary.ts';
import type { FinishedReplication } from './replication-runner.ts';

/**
 * Folds replications that end in any order in the order of their index, so that sums of floating point, and with them the result, come out the same
 * wherever and however fast each of them ran.
 */
export class ReplicationFold {
  readonly #seed: number;
  readonly #summary: Summary;
  readonly #waiting = new Map<number, ReplicationPart>();
  /** By runner: seconds it worked. */
  readonly #workedSeconds: number[] = [];
  #folded = 0;

  constructor(scenario: Scenario, seed: number) {
    this.#seed = seed;
    this.#summary = new Summary(scenario);
  }

  /** Replications in the result so far: all from 0 on without a gap. */
  get folded(): number {
    return this.#folded;
  }

  /** True when the replication let the result so far grow. */
  add({ part, elapsedSeconds }: FinishedReplication, runner = 0): boolean {
    const before = this.#folded;
    this.#workedSeconds[runner] = (this.#workedSeconds[runner] ?? 0) + elapsedSeconds;
    this.#waiting.set(part.replication, part);
    for (let next = this.#waiting.get(this.#folded); next; next = this.#waiting.get(this.#folded)) {
      this.#summary.add(next);
      this.#waiting.delete(this.#folded++);
    }
    return this.#folded > before;
  }

  /** The result of the replications folded so far, of which there must be one. `elapsedSeconds` is that of the runner that worked longest. */
  result(
    elapsedSeconds: number = Math.max(0, ...this.#workedSeconds.filter((seconds) => seconds !== undefined)),
  ): SimulationResult {
    return this.#summary.finish(this.#seed, elapsedSeconds);
  }
}

/** The result of one replication by itself. */
export function resultAlone(
  scenario: Scenario,
  seed: number,
  { part, elapsedSeconds }: FinishedReplication,
): SimulationResult {
  const summary = new Summary(scenario);
  summary.add(part);
  return summary.finish(seed, elapsedSeconds);
}
