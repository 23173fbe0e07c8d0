/**
 * Mean sojourn of two M/M/1 of mean service 1 when each request joins the shorter queue, by chance among equals. There is no simple formula (Flatto and
 * McKean 1977), so the Markov chain of the pair (shorter, longer), cut off where it practically never is, is iterated to its stationary law. `load` is per
 * server and below 1; up to 0.9 the digits shown are right.
 */
export function shorterOfTwoMeanSojourn(load: number, largest = 80): number {
  const size = largest + 1;
  const rate = 2 * load;
  const step = 1 / (rate + 2);
  let law = new Float64Array(size * size);
  law[0] = 1;
  for (let iteration = 0; iteration < 200_000; iteration++) {
    const next = new Float64Array(size * size);
    for (let low = 0; low < size; low++) {
      for (let high = low; high < size; high++) {
        const weight = law[low * size + high]! * step;
        if (weight === 0) continue;
        // The shorter grows, or one of equals; at the edge nothing comes in.
        const isFull = low === largest;
        const grown = low === high ? low * size + high + 1 : (low + 1) * size + high;
        next[isFull ? low * size + high : grown]! += weight * rate;
        // Each server ends a service, or would if it had one.
        next[low > 0 ? (low - 1) * size + high : high]! += weight;
        const shrunk = high === 0 ? 0 : high > low ? low * size + high - 1 : (low - 1) * size + high;
        next[shrunk]! += weight;
      }
    }
    let change = 0;
    for (let i = 0; i < next.length; i++) change += Math.abs(next[i]! - law[i]!);
    law = next;
    if (change < 1e-12) break;
  }
  let number = 0;
  for (let low = 0; low < size; low++) {
    for (let high = low; high < size; high++) number += (low + high) * law[low * size + high]!;
  }
  return number / rate;
}
