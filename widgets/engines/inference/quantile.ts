/** The `share` quantile (0 to 1) of at least one number, by linear interpolation between order statistics (R's type 7). Leaves `values` as they are. */
export function quantile(values: readonly number[], share: number): number {
  if (values.length === 0) throw new RangeError('A quantile needs at least one number.');
  const sorted = Float64Array.from(values).sort();
  const position = (sorted.length - 1) * share;
  const below = Math.floor(position);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return low + (high - low) * (position - below);
}

/** The middle of at least one number. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}
