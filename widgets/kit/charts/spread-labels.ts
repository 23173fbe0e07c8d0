/** Moves labels apart that would overlap, keeping their order: each at least `gap` pixels below the one before, all within `low` to `high` when they fit. */
export function spreadLabels(wanted: readonly number[], gap: number, low: number, high: number): number[] {
  const order = wanted.map((_, index) => index).sort((a, b) => wanted[a]! - wanted[b]! || a - b);
  const placed = new Array<number>(wanted.length);
  let floor = low;
  for (const index of order) {
    placed[index] = Math.max(floor, wanted[index]!);
    floor = placed[index]! + gap;
  }
  // Whatever ran over the lower edge is pushed back up from there.
  let ceiling = high;
  for (const index of order.toReversed()) {
    placed[index] = Math.min(ceiling, placed[index]!);
    ceiling = placed[index]! - gap;
  }
  return placed;
}
