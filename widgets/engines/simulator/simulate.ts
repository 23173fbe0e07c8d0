import { ReplicationRun } from './replication.ts';
import type { SimulationResult } from './result.ts';
import type { Scenario } from './scenario.ts';
import type { Curves } from './service/service-law.ts';
import type { WarmUp } from './statistics/warm-up-pilot.ts';
import { Summary } from './summary.ts';

export interface SimulateOptions {
  /** Overrides the scenario's seed. */
  readonly seed?: number;
  /** Overrides the scenario's number of replications, a whole number from 1. */
  readonly replications?: number;
  /** Service curves by model id, for `measured` service times. */
  readonly curves?: Curves;
  /** Called between slices with the share done, 0 to 1. */
  readonly onProgress?: (share: number) => void;
  /** A clock in seconds, for `engine.elapsedSeconds`; without one it stays 0. */
  readonly nowSeconds?: () => number;
}

/** Events in a slice: some ten milliseconds of work, so that a caller can report and be cancelled between slices. */
export const EVENTS_PER_SLICE = 100_000;

/** A run in slices: call `advance` until `isDone`, then `result`. */
export class SimulationRun {
  readonly #scenario: Scenario;
  readonly #seed: number;
  readonly #replications: number;
  readonly #curves: Curves;
  readonly #summary: Summary;
  readonly #nowSeconds: () => number;
  readonly #startedAt: number;
  #run: ReplicationRun | undefined;
  /** What the pilot of the first replication found. */
  #warmUp: WarmUp | undefined;
  #done = 0;

  /** Throws an `Error` with a sentence for people when a measured service time has no curve. */
  constructor(scenario: Scenario, options: SimulateOptions = {}) {
    this.#scenario = scenario;
    this.#seed = options.seed ?? scenario.run.seed;
    this.#replications = options.replications ?? scenario.run.replications;
    this.#curves = options.curves ?? {};
    this.#nowSeconds = options.nowSeconds ?? (() => 0);
    this.#startedAt = this.#nowSeconds();
    this.#summary = new Summary(scenario);
    this.#startReplication();
  }

  get isDone(): boolean {
    return this.#run === undefined;
  }

  /** Share of the simulated time that is done, 0 to 1. */
  get share(): number {
    return (this.#done + (this.#run?.share ?? 0)) / this.#replications;
  }

  /** Handles up to `limit` events. Throws an `OverloadError` when the requests in the system outgrow the memory. */
  advance(limit: number = EVENTS_PER_SLICE): void {
    if (!this.#run?.advance(limit)) return;
    this.#summary.add(this.#run.part());
    this.#warmUp = this.#run.warmUp;
    this.#done++;
    this.#run = undefined;
    if (this.#done < this.#replications) this.#startReplication();
  }

  /** What the run answers; only once it is done. */
  result(): SimulationResult {
    if (!this.isDone) throw new Error('The run has not reached its end.');
    return this.#summary.finish(this.#seed, this.#nowSeconds() - this.#startedAt);
  }

  #startReplication(): void {
    this.#run = new ReplicationRun(this.#scenario, this.#seed, this.#done, this.#curves, this.#warmUp);
  }
}

/** Runs an accepted scenario to its end. The same scenario, seed and replications give the same result to the last bit. */
export function simulate(scenario: Scenario, options: SimulateOptions = {}): SimulationResult {
  const run = new SimulationRun(scenario, options);
  while (!run.isDone) {
    run.advance();
    options.onProgress?.(run.share);
  }
  return run.result();
}
