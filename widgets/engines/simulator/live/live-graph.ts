import type { Model } from '../model.ts';
import type { Router } from '../router.ts';

/** A connection of the pipeline: requests go from one component to another, by index. */
export interface LiveLink {
  readonly from: number;
  readonly to: number;
}

/** Counts the requests on every connection of a model. From then on they take no short cut; what they do stays the same. */
export class LiveGraph {
  readonly links: readonly LiveLink[];
  /** Every way out of every station, and the link that it is. Ways that lead to one component are one link. */
  readonly #ways: readonly { readonly router: Router; readonly way: number; readonly link: number }[];

  constructor({ stations }: Model) {
    const links: LiveLink[] = [];
    const numbers = new Map<string, number>();
    const numberOf = (from: number, to: number) => {
      const key = `${from} ${to}`;
      const known = numbers.get(key);
      if (known !== undefined) return known;
      numbers.set(key, links.length);
      return links.push({ from, to }) - 1;
    };
    this.#ways = stations.flatMap(({ index, router, spillOver, sideRouters }) =>
      [router, ...(spillOver ? [spillOver.router] : []), ...sideRouters].flatMap((one) => {
        one.next = undefined;
        one.taken = new Float64Array(one.targets.length);
        return [...one.targets].map((target, way) => ({ router: one, way, link: numberOf(index, target) }));
      }),
    );
    this.links = links;
  }

  /** Adds the requests so far on each link to `counts` from `offset` on. */
  countInto(counts: Float64Array, offset: number): void {
    for (const { router, way, link } of this.#ways) counts[offset + link]! += router.taken![way]!;
  }
}
