import { ReplicationFold } from '../../engines/simulator/parallel/fold-replications.ts';
import type { SimulationResult } from '../../engines/simulator/result.ts';
import type { Composed } from './compose.ts';
import type { Compared, Outcome } from './outcome.ts';

/** Gathers the replications of one alternative as they end. */
export class Gathered {
  readonly composed: Composed;
  readonly fold: ReplicationFold | undefined;
  readonly #alone: SimulationResult[] = [];
  #offered = 0;
  #refusal: string | null;
  #outcome: Outcome;

  constructor(composed: Composed) {
    this.composed = composed;
    this.#refusal = composed.refusal;
    if (composed.refusal === null) {
      const { scenario } = composed.alternative;
      this.fold = new ReplicationFold(scenario, scenario.run.seed);
    }
    this.#outcome = { alternative: composed.alternative, result: null, alone: [], refusal: composed.refusal };
  }

  /** Replications in the figures so far, all from the first on without a gap. */
  get count(): number {
    return this.fold?.folded ?? 0;
  }

  /** What is still to be run; undefined for one that cannot be. */
  get runnable(): { readonly alternative: Compared; readonly fold: ReplicationFold } | undefined {
    if (this.#refusal !== null || this.composed.refusal !== null || !this.fold) return undefined;
    return { alternative: this.composed.alternative, fold: this.fold };
  }

  /** Requests that its replications were offered after the warm-up. */
  get offered(): number {
    return this.#offered;
  }

  add(replication: number, result: SimulationResult): void {
    this.#alone[replication] = result;
    this.#offered += result.requests.offered;
  }

  /** It cannot go on: what it has so far is no longer shown, since the others have more. */
  refuse(reason: string): void {
    this.#refusal = reason;
  }

  /** What it has come to. The same object as long as nothing new has come. */
  outcome(): Outcome {
    const { alternative, refusal } = this.composed;
    const before = this.#outcome;
    if (this.#refusal !== null || refusal !== null) {
      if (before.refusal !== this.#refusal)
        this.#outcome = { alternative, result: null, alone: [], refusal: this.#refusal ?? refusal };
    } else if (this.fold && this.count > (before.result?.replications ?? 0)) {
      const result = this.fold.result();
      this.#outcome = { alternative, result, alone: this.#alone.slice(0, result.replications), refusal: null };
    }
    return this.#outcome;
  }
}
