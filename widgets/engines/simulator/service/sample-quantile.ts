/**
 * Inverse of the empirical distribution, linear between the sorted samples: u = 0 gives the smallest, u = 1 the largest. `sorted` has at least one
 * value and rises; `u` is from 0 to 1.
 */
export function sampleQuantile(sorted: Float64Array, u: number): number {
  const position = u * (sorted.length - 1);
  const index = Math.min(Math.floor(position), sorted.length - 1);
  const low = sorted[index]!;
  const high = sorted[Math.min(index + 1, sorted.length - 1)]!;
  return low + (high - low) * (position - index);
}
