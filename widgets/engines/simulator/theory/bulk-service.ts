/** What theory says of one server that takes all that wait, up to B, as soon as it is free. */
export interface BulkServiceTheory {
  readonly meanSojournSeconds: number;
  readonly meanBatchSize: number;
  readonly utilisation: number;
}

/** Poisson probabilities 0 … `largest` with mean `mean`. */
function poissonProbabilities(mean: number, largest: number): Float64Array {
  const probabilities = new Float64Array(largest + 1);
  let value = Math.exp(-mean);
  for (let n = 0; n <= largest; n++) {
    probabilities[n] = value;
    value *= mean / (n + 1);
  }
  return probabilities;
}

/**
 * Stationary law of the number left behind when a batch ends, by iterating k → (k − b) + Poisson(λ s(b)) with b = min(max(k, 1), B). `states` cuts
 * the law off; the iteration stops when it changes by less than 1e-13 in all.
 */
function numberLeftBehind(
  arrivalRate: number,
  largestBatch: number,
  seconds: (size: number) => number,
  states: number,
): Float64Array {
  const arrivals = Array.from({ length: largestBatch + 1 }, (_, b) =>
    poissonProbabilities(arrivalRate * seconds(Math.max(b, 1)), states),
  );
  let law = new Float64Array(states + 1);
  law[0] = 1;
  for (let step = 0; step < 200_000; step++) {
    const next = new Float64Array(states + 1);
    for (let k = 0; k <= states; k++) {
      const batch = Math.min(Math.max(k, 1), largestBatch);
      const rest = Math.max(k, 1) - batch;
      const weight = law[k]!;
      if (weight < 1e-18) continue;
      const probabilities = arrivals[batch]!;
      for (let n = 0; rest + n <= states; n++) next[rest + n]! += weight * probabilities[n]!;
    }
    const change = next.reduce((sum, value, k) => sum + Math.abs(value - law[k]!), 0);
    law = next;
    if (change < 1e-13) break;
  }
  return law;
}

/**
 * Poisson arrivals at λ, one server, batches of at most B started without delay, a batch of b taking s(b) seconds whatever it holds (Bailey 1954; with
 * times that depend on b: Neuts 1967). Over one cycle (a batch and the idle time before it, if any) the area under the number in the system is
 * k' s + λ s²/2, with k' there when service starts; E[T] = E[area] / (λ E[cycle]). Needs λ < B / s(B).
 */
export function bulkService(
  arrivalRatePerSecond: number,
  maxBatchSize: number,
  seconds: (size: number) => number,
  states = 200,
): BulkServiceTheory {
  const law = numberLeftBehind(arrivalRatePerSecond, maxBatchSize, seconds, states);
  let area = 0;
  let cycleSeconds = 0;
  let busySeconds = 0;
  let batchSize = 0;
  law.forEach((probability, k) => {
    const present = Math.max(k, 1);
    const batch = Math.min(present, maxBatchSize);
    const serviceSeconds = seconds(batch);
    area += probability * (present * serviceSeconds + (arrivalRatePerSecond * serviceSeconds ** 2) / 2);
    cycleSeconds += probability * (serviceSeconds + (k === 0 ? 1 / arrivalRatePerSecond : 0));
    busySeconds += probability * serviceSeconds;
    batchSize += probability * batch;
  });
  return {
    meanSojournSeconds: area / (arrivalRatePerSecond * cycleSeconds),
    meanBatchSize: batchSize,
    utilisation: busySeconds / cycleSeconds,
  };
}
