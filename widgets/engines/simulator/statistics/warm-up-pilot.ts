import { compile } from '../compile.ts';
import type { Model } from '../model.ts';
import type { Scenario } from '../scenario.ts';
import type { Curves } from '../service/service-law.ts';
import { Recorder } from '../signals.ts';
import { bestCut, MSER_BATCH } from './analysis/mser5.ts';

/** Replications of a study are counted from 0; the pilot stands far behind them, so that its random numbers are its own. Even: no half of a pair. */
const PILOT_REPLICATION = 2_147_483_646;
/** Batches kept; beyond that neighbours are joined, and the rule works on batches of 10, 20, … */
const MOST_BATCHES = 65_536;

/** Where the warm-up ends, by MSER-5 on a pilot replication. */
export interface WarmUp {
  readonly seconds: number;
  /** False when the pilot never settled: half of the run is left out then, and the result warns. */
  readonly isFound: boolean;
}

/** Means of the sojourn times in the order of the answers, five by five, with the moment of the last answer of each batch. */
class SojournSeries extends Recorder {
  means = new Float64Array(MOST_BATCHES);
  readonly endsAt = new Float64Array(MOST_BATCHES);
  count = 0;
  #size = MSER_BATCH;
  #sum = 0;
  #inBatch = 0;

  override answered(model: Model, request: number): void {
    this.#sum += model.now - model.requests.createdAt[request]!;
    if (++this.#inBatch < this.#size) return;
    if (this.count === MOST_BATCHES) this.#join();
    this.means[this.count] = this.#sum / this.#size;
    this.endsAt[this.count++] = model.now;
    this.#sum = 0;
    this.#inBatch = 0;
  }

  #join(): void {
    this.count >>= 1;
    this.#size *= 2;
    for (let i = 0; i < this.count; i++) {
      this.means[i] = (this.means[2 * i]! + this.means[2 * i + 1]!) / 2;
      this.endsAt[i] = this.endsAt[2 * i + 1]!;
    }
  }
}

/** The pilot of `run.warmUp: "mser5"`: one replication from the empty start, the same for every replication of a seed. */
export class WarmUpPilot {
  readonly #model: Model;
  readonly #series = new SojournSeries();

  constructor(scenario: Scenario, seed: number, curves: Curves) {
    const cold = { ...scenario, run: { ...scenario.run, warmUpSeconds: 0 } };
    this.#model = compile(cold, seed, PILOT_REPLICATION, curves);
    this.#model.signals.add(this.#series);
  }

  get share(): number {
    return Math.min(1, this.#model.now / this.#model.durationSeconds);
  }

  get events(): number {
    return this.#model.handledEvents;
  }

  /** Handles up to `limit` events; true at the end. */
  advance(limit: number): boolean {
    return this.#model.advance(limit);
  }

  /** What the pilot found, once it has reached its end: the moment of the last answer that is to be left out. */
  warmUp(): WarmUp {
    const { means, endsAt, count } = this.#series;
    const { batches, isFound } = bestCut(means.subarray(0, count));
    if (!isFound) return { seconds: this.#model.durationSeconds / 2, isFound };
    return { seconds: batches === 0 ? 0 : endsAt[batches - 1]!, isFound };
  }
}
