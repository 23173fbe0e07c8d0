/** Two quantities of which less is better. */
export interface TradeOff {
  readonly id: string;
  readonly x: number;
  readonly y: number;
}

/** Ids of those that no other beats: none is at most as large in both and smaller in one. In rising order of x; equals are all kept. */
export function paretoFrontier(points: readonly TradeOff[]): string[] {
  const beats = (a: TradeOff, b: TradeOff) => a.x <= b.x && a.y <= b.y && (a.x < b.x || a.y < b.y);
  return points
    .filter((point) => !points.some((other) => beats(other, point)))
    .sort((a, b) => a.x - b.x || a.y - b.y)
    .map((point) => point.id);
}
