import type { RandomStream } from './random.ts';
import type { Station } from './station.ts';

/** One way out of a component. */
export interface Route {
  /** Index of the station it leads to. */
  readonly target: number;
  /** At least 0; only the ratio to the other ways counts. */
  readonly weight: number;
  /** Half the round trip of the link that it crosses; 0 within a place. */
  readonly delaySeconds: number;
  /** Index of the link, or −1 within a place. */
  readonly link: number;
}

/** Chooses the way out for each request. With several ways, by a number that the request draws at its creation. */
export class Router {
  /** Where every request goes when there is one way and it crosses no link: the short cut of most stations. Set when all stations exist. */
  next: Station | undefined;
  /** By way: requests that took it, where somebody counts them (`live/live-graph.ts`). Their short cut is then left out. */
  taken: Float64Array | undefined = undefined;
  readonly targets: Int32Array;
  readonly delaySeconds: Float64Array;
  readonly links: Int32Array;
  /** True where a request draws its way: there are several. A field, not a look at the ways, which is one more miss of the cache at each of many stations. */
  readonly hasDraws: boolean;
  readonly #last: number;
  readonly #cumulative: Float64Array;
  /** By equal slice of [0, 1), as many as there are ways: the first way that a draw of the slice may choose. Finds one of many ways at once. */
  readonly #guide: Int32Array;
  readonly #stream: RandomStream;
  /** By request: index of its way. Chosen when the request draws, because it is asked for more than once. */
  #ways = new Int32Array(0);

  constructor(routes: readonly Route[], stream: RandomStream) {
    const total = routes.reduce((sum, route) => sum + route.weight, 0);
    let sum = 0;
    this.targets = Int32Array.from(routes, (route) => route.target);
    this.delaySeconds = Float64Array.from(routes, (route) => route.delaySeconds);
    this.links = Int32Array.from(routes, (route) => route.link);
    this.#cumulative = Float64Array.from(routes, (route) => {
      sum += route.weight;
      return sum / total;
    });
    const ways = routes.length;
    this.hasDraws = ways > 1;
    this.#last = ways - 1;
    this.#guide = new Int32Array(ways);
    for (let slice = 0, way = 0; slice < ways; slice++) {
      while (way < ways - 1 && slice / ways >= this.#cumulative[way]!) way++;
      this.#guide[slice] = way;
    }
    this.#stream = stream;
  }

  drawFor(request: number): void {
    if (this.hasDraws) this.#ways[request] = this.#wayOf(this.#stream.uniform());
  }

  /** Sends an attempt the way of the request behind it. */
  inherit(parent: number, attempt: number): void {
    if (this.hasDraws) this.#ways[attempt] = this.#ways[parent]!;
  }

  /** Draws anew for a later attempt, from the stream of who makes it. */
  redrawFor(attempt: number, stream: RandomStream): void {
    if (this.hasDraws) this.#ways[attempt] = this.#wayOf(stream.uniform());
  }

  grow(capacity: number): void {
    if (!this.hasDraws) return;
    const before = this.#ways;
    this.#ways = new Int32Array(capacity);
    this.#ways.set(before);
  }

  /** Index of the way, or −1 when requests end here. */
  choose(request: number): number {
    return this.hasDraws ? this.#ways[request]! : this.#last;
  }

  /** The way that a number from [0, 1) falls to. A way of weight 0 is never taken. */
  #wayOf(draw: number): number {
    const last = this.#last;
    let way = this.#guide[Math.floor(draw * this.#guide.length)]!;
    while (way < last && draw >= this.#cumulative[way]!) way++;
    return way;
  }
}
