import { compile } from '../compile.ts';
import type { Model } from '../model.ts';
import { RandomStream } from '../random.ts';
import type { Scenario } from '../scenario.ts';
import type { Curves } from '../service/service-law.ts';
import { Recorder } from '../signals.ts';

/** What a system did at one offered load. */
export interface LoadPoint {
  readonly offeredPerSecond: number;
  /** Requests of this step that were answered in time, per second. */
  readonly goodputPerSecond: number;
}

/** The load raised step by step and lowered again: two branches that part where the system does not come back by itself. */
export interface Hysteresis {
  readonly up: readonly LoadPoint[];
  readonly down: readonly LoadPoint[];
}

export interface LoadSweep {
  readonly scenario: Scenario;
  /** The traffic whose rate is swept: Poisson at each step. */
  readonly sourceId: string;
  /** Rising; walked up and down again, the highest once. */
  readonly ratesPerSecond: readonly number[];
  readonly secondsPerStep: number;
  /** Share of a step at its start whose requests are left out, while the system settles. */
  readonly settlingShare?: number;
  readonly seed?: number;
  readonly curves?: Curves;
}

/** Counts requests and answers by the step in which the request was created. */
class StepCounter extends Recorder {
  readonly offered: Float64Array;
  readonly completed: Float64Array;
  readonly #secondsPerStep: number;
  readonly #settlingSeconds: number;

  constructor(steps: number, secondsPerStep: number, settlingShare: number) {
    super();
    this.offered = new Float64Array(steps);
    this.completed = new Float64Array(steps);
    this.#secondsPerStep = secondsPerStep;
    this.#settlingSeconds = settlingShare * secondsPerStep;
  }

  #add(counts: Float64Array, createdAt: number): void {
    const step = Math.floor(createdAt / this.#secondsPerStep);
    if (step < counts.length && createdAt - step * this.#secondsPerStep >= this.#settlingSeconds) counts[step]!++;
  }

  override created({ now }: Model): void {
    this.#add(this.offered, now);
  }

  override answered({ requests }: Model, request: number): void {
    this.#add(this.completed, requests.createdAt[request]!);
  }
}

function poissonSteps(rates: readonly number[], secondsPerStep: number, seed: number): number[] {
  const stream = new RandomStream(seed, 0, 'load sweep');
  return rates.flatMap((rate, step) => {
    const times: number[] = [];
    const end = (step + 1) * secondsPerStep;
    for (let at = step * secondsPerStep; rate > 0; ) {
      at += stream.exponential() / rate;
      if (at >= end) break;
      times.push(at);
    }
    return times;
  });
}

/**
 * Sweeps the offered load up and down and gives the goodput of each step on both ways. Where retries keep an overload alive, the way down lies below
 * the way up: the hysteresis of a metastable failure (Bronson et al., HotOS 2021). Pure: one run from the seed.
 */
export function sweepLoad(sweep: LoadSweep): Hysteresis {
  const { scenario, sourceId, ratesPerSecond, secondsPerStep, settlingShare = 0.5, seed = 1, curves = {} } = sweep;
  const rates = [...ratesPerSecond, ...ratesPerSecond.slice(0, -1).reverse()];
  const timesSeconds = poissonSteps(rates, secondsPerStep, seed);
  const components = scenario.components.map((component) =>
    component.id === sourceId
      ? { ...component, arrivals: { process: 'trace', timesSeconds, timeScale: 1, rateScale: 1 } }
      : component,
  ) as Scenario['components'];
  const run = { ...scenario.run, durationSeconds: rates.length * secondsPerStep, warmUpSeconds: 0 };
  const model = compile({ ...scenario, components, run }, seed, 0, curves);
  const counter = new StepCounter(rates.length, secondsPerStep, settlingShare);
  model.signals.add(counter);
  while (!model.advance(1_000_000));
  const countedSeconds = (1 - settlingShare) * secondsPerStep;
  const points = rates.map((_, step) => ({
    offeredPerSecond: counter.offered[step]! / countedSeconds,
    goodputPerSecond: counter.completed[step]! / countedSeconds,
  }));
  const top = ratesPerSecond.length;
  return { up: points.slice(0, top), down: points.slice(top - 1).reverse() };
}
