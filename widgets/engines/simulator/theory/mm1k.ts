/** What theory says of M/M/1 with room for `capacity` requests, the one in service included. */
export interface Mm1kTheory {
  /** Share of arrivals that are turned away. */
  readonly lossProbability: number;
  readonly meanNumberInSystem: number;
  /** Of the admitted. */
  readonly meanSojournSeconds: number;
}

/**
 * M/M/1/K (Kleinrock 1975, volume 1, 3.6): P_n ∝ ρ^n for n ≤ K, loss P_K, mean sojourn L / (λ (1 − P_K)). Any load. The capacity counts the request in
 * service: K = queueCapacity + 1.
 */
export function mm1k(arrivalRatePerSecond: number, meanServiceSeconds: number, capacity: number): Mm1kTheory {
  const load = arrivalRatePerSecond * meanServiceSeconds;
  let weight = 1;
  let total = 0;
  let number = 0;
  let last = 0;
  for (let n = 0; n <= capacity; n++) {
    total += weight;
    number += n * weight;
    last = weight;
    weight *= load;
  }
  const lossProbability = last / total;
  const meanNumberInSystem = number / total;
  return {
    lossProbability,
    meanNumberInSystem,
    meanSojournSeconds: meanNumberInSystem / (arrivalRatePerSecond * (1 - lossProbability)),
  };
}
