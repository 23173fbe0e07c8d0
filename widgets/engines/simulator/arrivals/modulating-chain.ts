/** A state of the chain behind a Markov-modulated process. */
export interface ModulatingState {
  readonly ratePerSecond: number;
  /** Mean time in the state, exponential. */
  readonly meanSeconds: number;
  /** Probability of each state to follow; of sum 1, and 0 for the state itself. */
  readonly to: readonly number[];
}

/** True when every state leads to every other, perhaps by way of others. */
export function isIrreducible(states: readonly ModulatingState[]): boolean {
  const reaches = (isForward: boolean) => {
    const reached = [0];
    for (const from of reached) {
      states.forEach((_, to) => {
        const share = isForward ? states[from]!.to[to] : states[to]!.to[from];
        if (share !== undefined && share > 0 && !reached.includes(to)) reached.push(to);
      });
    }
    return reached.length === states.length;
  };
  return reaches(true) && reaches(false);
}

/**
 * Share of the time in each state of an irreducible chain: π Q = 0 with Σ π = 1, by elimination without subtraction (Grassmann, Taksar and Heyman
 * 1985), which loses no digits.
 */
export function stationaryShares(states: readonly ModulatingState[]): readonly number[] {
  const flow = states.map(({ meanSeconds, to }) => to.map((share) => share / meanSeconds));
  for (let n = states.length - 1; n > 0; n--) {
    const row = flow[n]!;
    const out = row.slice(0, n).reduce((sum, rate) => sum + rate, 0);
    for (let i = 0; i < n; i++) {
      const toLast = flow[i]![n]! / out;
      flow[i]![n] = toLast;
      for (let j = 0; j < n; j++) if (j !== i) flow[i]![j]! += toLast * row[j]!;
    }
  }
  const weights = [1];
  for (let n = 1; n < states.length; n++) {
    weights.push(weights.reduce((sum, weight, i) => sum + weight * flow[i]![n]!, 0));
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** Arrivals per second over a long time. */
export function meanRate(states: readonly ModulatingState[]): number {
  const shares = stationaryShares(states);
  return states.reduce((sum, state, i) => sum + state.ratePerSecond * shares[i]!, 0);
}

/** Changes of state for each arrival, over a long time; NaN or Infinity when nothing ever arrives. */
export function changesPerArrival(states: readonly ModulatingState[]): number {
  const shares = stationaryShares(states);
  return states.reduce((sum, state, i) => sum + shares[i]! / state.meanSeconds, 0) / meanRate(states);
}
