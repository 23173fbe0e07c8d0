import type { RandomStream } from '../random.ts';
import { type ArrivalProcess, defineArrivals } from './arrival-process.ts';
import {
  burstRatePerSecond,
  burstSeconds,
  mmppSchema,
  quietRatePerSecond,
  quietSeconds,
  statesOf,
} from './mmpp-settings.ts';
import { meanRate, type ModulatingState, stationaryShares } from './modulating-chain.ts';

/** A Markov chain in continuous time says which Poisson rate is in force: exact by the lack of memory, a gap that would outlast the state is drawn anew. */
class MarkovModulatedArrivals implements ArrivalProcess {
  #time = 0;
  #state: number;
  #stateEndsAt: number;
  readonly #states: readonly ModulatingState[];
  readonly #stream: RandomStream;

  constructor(states: readonly ModulatingState[], stream: RandomStream) {
    this.#states = states;
    this.#stream = stream;
    this.#state = pick(stationaryShares(states), stream.uniform());
    this.#stateEndsAt = this.#stay();
  }

  next(): number {
    for (;;) {
      const { ratePerSecond } = this.#states[this.#state]!;
      const at = ratePerSecond > 0 ? this.#time + this.#stream.exponential() / ratePerSecond : Infinity;
      if (at <= this.#stateEndsAt) {
        this.#time = at;
        return at;
      }
      this.#time = this.#stateEndsAt;
      this.#state = pick(this.#states[this.#state]!.to, this.#stream.uniform());
      this.#stateEndsAt = this.#time + this.#stay();
    }
  }

  #stay(): number {
    return this.#stream.exponential() * this.#states[this.#state]!.meanSeconds;
  }
}

/** The first index at which the running sum of `shares` (of sum 1) exceeds `u`. */
function pick(shares: readonly number[], u: number): number {
  let sum = 0;
  const last = shares.length - 1;
  for (let i = 0; i < last; i++) {
    sum += shares[i]!;
    if (u < sum) return i;
  }
  return last;
}

/** Poisson arrivals whose rate jumps between states: bursts at the same mean. */
export const mmpp = defineArrivals({
  name: 'mmpp',
  label: 'Bursts (Markov-modulated)',
  meaning: 'Random arrivals whose rate jumps between states, each held for an exponential time: bursts and lulls.',
  parameters: { quietRatePerSecond, burstRatePerSecond, quietSeconds, burstSeconds },
  schema: mmppSchema,
  example: { process: 'mmpp', quietRatePerSecond: 10, burstRatePerSecond: 90, quietSeconds: 10, burstSeconds: 10 },
  create: (settings, stream) => new MarkovModulatedArrivals(statesOf(settings), stream),
  rate(settings) {
    const chain = statesOf(settings);
    return { mean: meanRate(chain), peak: Math.max(...chain.map((state) => state.ratePerSecond)) };
  },
});
