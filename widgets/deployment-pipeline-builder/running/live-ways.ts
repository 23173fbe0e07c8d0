import type { LiveLink } from '../../engines/simulator/live/live-graph.ts';
import type { Position } from '../canvas/layout.ts';
import { edgePath } from '../canvas/edge-path.ts';

/** Points on each way, ends included. */
const POINTS = 25;

/** Where the links run, as points along them; a link between components that are not in the picture has none. */
export class LiveWays {
  readonly #points: readonly (Float32Array | undefined)[];

  constructor(links: readonly LiveLink[], ids: readonly string[], places: ReadonlyMap<string, Position>) {
    this.#points = links.map(({ from, to }) => {
      const start = places.get(ids[from]!);
      const end = places.get(ids[to]!);
      if (!start || !end) return undefined;
      const path = edgePath(start, end);
      const points = new Float32Array(2 * POINTS);
      for (let i = 0; i < POINTS; i++) {
        const { x, y } = path.pointAt(i / (POINTS - 1));
        points[2 * i] = x;
        points[2 * i + 1] = y;
      }
      return points;
    });
  }

  /** Points of a link, x and y by turns. */
  pointsOf(link: number): Float32Array | undefined {
    return this.#points[link];
  }
}

/** Calls back with the point that lies this share of the way along the points. */
export function alongWay(points: Float32Array, share: number, use: (x: number, y: number) => void): void {
  const exact = share * (POINTS - 1);
  const before = Math.min(POINTS - 2, Math.floor(exact));
  const part = exact - before;
  const i = 2 * before;
  use(points[i]! + part * (points[i + 2]! - points[i]!), points[i + 1]! + part * (points[i + 3]! - points[i + 1]!));
}
