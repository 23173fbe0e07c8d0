import { nodeSize, type Position } from './layout.ts';

/** The curve from one component to another, as the diagram, a picture of it and what moves along it draw it. */
export interface EdgePath {
  /** For the `d` of an SVG path. */
  readonly d: string;
  /** Where a request is that has done this share of the way, 0 to 1. */
  pointAt(share: number): Position;
}

/** A cubic Bézier curve between two points, leaving to the right and arriving from the left. */
export function curveBetween(start: Position, end: Position): EdgePath {
  const distance = end.x - start.x;
  // Ahead: half of the way. Back: a loop that grows with the root of the distance, so that it stays near.
  const reach = distance >= 0 ? distance / 2 : 6.25 * Math.sqrt(-distance);
  const a = { x: start.x + reach, y: start.y };
  const b = { x: end.x - reach, y: end.y };
  return {
    d: `M${start.x},${start.y} C${a.x},${a.y} ${b.x},${b.y} ${end.x},${end.y}`,
    pointAt(share) {
      const left = 1 - share;
      const [p, q, r, s] = [left ** 3, 3 * left ** 2 * share, 3 * left * share ** 2, share ** 3];
      return { x: p * start.x + q * a.x + r * b.x + s * end.x, y: p * start.y + q * a.y + r * b.y + s * end.y };
    },
  };
}

/** From the middle of the right edge of one component to the middle of the left edge of the other; `from` and `to` are upper left corners. */
export function edgePath(from: Position, to: Position): EdgePath {
  return curveBetween(
    { x: from.x + nodeSize.width, y: from.y + nodeSize.height / 2 },
    { x: to.x, y: to.y + nodeSize.height / 2 },
  );
}
