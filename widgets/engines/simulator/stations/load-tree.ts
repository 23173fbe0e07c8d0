/** Above every load, for leaves without a replica. */
const NO_LOAD = 0x7fff_ffff;

/** The load of every replica, and which has the least: a tournament, so that a change costs its way to the top and not a look at all of them. */
export class LoadTree {
  readonly #loads: Int32Array;
  /** A tree with the replicas as its leaves, from index `#leaves` on: each node names the lesser of the two below it. */
  readonly #winners: Int32Array;
  readonly #leaves: number;

  /** All loads are 0. */
  constructor(replicas: number) {
    let leaves = 1;
    while (leaves < replicas) leaves *= 2;
    this.#leaves = leaves;
    this.#loads = new Int32Array(leaves).fill(NO_LOAD, replicas);
    this.#winners = new Int32Array(2 * leaves);
    for (let leaf = 0; leaf < leaves; leaf++) this.#winners[leaves + leaf] = leaf;
    for (let node = leaves - 1; node >= 1; node--) this.#winners[node] = this.#winnerBelow(node);
  }

  /** The replica with the least load, the lowest index among equals. */
  get least(): number {
    return this.#winners[1]!;
  }

  change(replica: number, by: number): void {
    const winners = this.#winners;
    this.#loads[replica]! += by;
    for (let node = (this.#leaves + replica) >> 1; node >= 1; node >>= 1) {
      const before = winners[node]!;
      const winner = this.#winnerBelow(node);
      winners[node] = winner;
      // Another one won here and still does: nothing changes above.
      if (before !== replica && winner !== replica) return;
    }
  }

  #winnerBelow(node: number): number {
    const left = this.#winners[2 * node]!;
    const right = this.#winners[2 * node + 1]!;
    return this.#loads[right]! < this.#loads[left]! ? right : left;
  }
}
