/** Edit distance with transpositions (optimal string alignment), for "did you mean". Lengths up to a few dozen characters. */
export function editDistance(a: string, b: string): number {
  const width = b.length + 1;
  const cells = new Uint16Array((a.length + 1) * width);
  for (let i = 0; i <= a.length; i++) cells[i * width] = i;
  for (let j = 0; j <= b.length; j++) cells[j] = j;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const changed = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min(
        cells[(i - 1) * width + j]! + 1,
        cells[i * width + j - 1]! + 1,
        cells[(i - 1) * width + j - 1]! + changed,
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, cells[(i - 2) * width + j - 2]! + 1);
      cells[i * width + j] = best;
    }
  }
  return cells[a.length * width + b.length]!;
}

/** The known name nearest to `name`, or undefined when none is near enough to be a likely slip (a third of its length, at least 2). */
export function nearest(name: string, known: readonly string[]): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.floor(name.length / 3)) + 1;
  for (const candidate of known) {
    const distance = editDistance(name.toLowerCase().slice(0, 64), candidate.toLowerCase());
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}
