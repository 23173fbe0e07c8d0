import type { Model } from './model.ts';

/** Where requests come into being one after the other, at times that it knows one ahead. */
export interface RequestSource {
  /** Time of the next request, Infinity when there is none. */
  readonly nextAt: number;
  /** Creates that request; afterwards `nextAt` is the time of the one after it. */
  arrive(model: Model): void;
}

/**
 * The next arrival of every source, kept outside the event list: an arrival is half of all events, and it need not be sorted among the others to
 * be found. With several sources a tournament tells the earliest; equal times go to the source that was added first.
 */
export class Sources {
  /** Time of the next arrival at any source. */
  nextAt = Infinity;
  readonly #sources: RequestSource[] = [];
  #times = new Float64Array(1).fill(Infinity);
  /** A tree with the sources as its leaves, from index `#leaves` on: each node names the earlier of the two below it. */
  #winners = new Int32Array(2);
  #leaves = 1;
  /** The source, where there is but one. */
  #only: RequestSource | undefined;

  add(source: RequestSource): void {
    this.#sources.push(source);
    this.#only = this.#sources.length === 1 ? source : undefined;
    this.#build();
  }

  /** Lets the earliest source create its request. */
  arrive(model: Model): void {
    const only = this.#only;
    if (only !== undefined) {
      only.arrive(model);
      this.nextAt = only.nextAt;
      return;
    }
    const index = this.#winners[1]!;
    const source = this.#sources[index]!;
    source.arrive(model);
    this.#times[index] = source.nextAt;
    this.#replay(index);
    this.nextAt = this.#times[this.#winners[1]!]!;
  }

  #build(): void {
    let leaves = 1;
    while (leaves < this.#sources.length) leaves *= 2;
    this.#leaves = leaves;
    this.#times = new Float64Array(leaves).fill(Infinity);
    this.#sources.forEach((source, index) => {
      this.#times[index] = source.nextAt;
    });
    this.#winners = new Int32Array(2 * leaves);
    for (let leaf = 0; leaf < leaves; leaf++) this.#winners[leaves + leaf] = leaf;
    for (let node = leaves - 1; node >= 1; node--) this.#play(node);
    this.nextAt = this.#times[this.#winners[1]!]!;
  }

  #replay(index: number): void {
    for (let node = (this.#leaves + index) >> 1; node >= 1; node >>= 1) this.#play(node);
  }

  #play(node: number): void {
    const left = this.#winners[2 * node]!;
    const right = this.#winners[2 * node + 1]!;
    this.#winners[node] = this.#times[right]! < this.#times[left]! ? right : left;
  }
}
