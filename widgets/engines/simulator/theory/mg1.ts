/**
 * Mean waiting time of M/G/1 in seconds (Pollaczek and Khinchine): ρ E[S] (1 + cv²) / (2 (1 − ρ)); Infinity at or beyond full load. `serviceCv` is the
 * coefficient of variation of the service time: 0 is M/D/1, 1 is M/M/1.
 */
export function mg1MeanWaitingSeconds(
  arrivalRatePerSecond: number,
  meanServiceSeconds: number,
  serviceCv: number,
): number {
  const load = arrivalRatePerSecond * meanServiceSeconds;
  return load < 1 ? (load * meanServiceSeconds * (1 + serviceCv * serviceCv)) / (2 * (1 - load)) : Infinity;
}

/** Mean waiting time of M/D/1 in seconds. */
export function md1MeanWaitingSeconds(arrivalRatePerSecond: number, serviceSeconds: number): number {
  return mg1MeanWaitingSeconds(arrivalRatePerSecond, serviceSeconds, 0);
}

/** P(number in an M/D/1 system ≤ n) for n = 0 … `largest`, by balancing the flow over each cut: every term is positive, so nothing cancels. */
function md1Cumulative(load: number, largest: number): Float64Array {
  const probability = new Float64Array(largest + 1);
  const exceeds = new Float64Array(largest + 1); // P(more than n arrivals in one service)
  let arrivals = Math.exp(-load);
  let tail = 1 - arrivals;
  for (let n = 0; n <= largest; n++) {
    exceeds[n] = tail;
    arrivals *= load / (n + 1);
    tail = Math.max(0, tail - arrivals);
  }
  probability[0] = 1 - load;
  for (let n = 0; n < largest; n++) {
    let flow = probability[0]! * exceeds[n]!;
    for (let i = 1; i <= n; i++) flow += probability[i]! * exceeds[n + 1 - i]!;
    probability[n + 1] = flow * Math.exp(load);
  }
  let sum = 0;
  return probability.map((value) => {
    sum += value;
    return sum;
  });
}

/**
 * P(waiting time ≤ t) in M/D/1, for a load below 1 and t ≥ 0 in seconds. Franx 2001: with (k − 1) D ≤ t < k D and u = λ (k D − t), the sum over
 * j < k of e^(−u) u^j / j! · P(at most k − j − 1 wait). The textbook's alternating series gives the same and loses all digits for large t.
 */
export function md1WaitingProbability(arrivalRatePerSecond: number, serviceSeconds: number, t: number): number {
  const k = Math.floor(t / serviceSeconds) + 1;
  const cumulative = md1Cumulative(arrivalRatePerSecond * serviceSeconds, k);
  const u = arrivalRatePerSecond * (k * serviceSeconds - t);
  let term = Math.exp(-u);
  let sum = 0;
  for (let j = 0; j < k; j++) {
    sum += term * cumulative[k - j]!;
    term *= u / (j + 1);
  }
  return sum;
}

/** The wait that a share p of requests does not exceed in M/D/1, by halving. */
export function md1WaitingQuantile(arrivalRatePerSecond: number, serviceSeconds: number, probability: number): number {
  let low = 0;
  let high = serviceSeconds;
  while (md1WaitingProbability(arrivalRatePerSecond, serviceSeconds, high) < probability) high *= 2;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (md1WaitingProbability(arrivalRatePerSecond, serviceSeconds, middle) < probability) low = middle;
    else high = middle;
  }
  return high;
}
