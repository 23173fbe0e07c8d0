/**
 * Which of several ways a number of [0, 1) falls to, when the new version has `share` of all and the others share the rest by their weights. Each of the
 * others has a stretch of the numbers, and the new version takes the lower end of every stretch: so while its share grows, nobody who has it goes back,
 * and nobody changes from one of the others to another.
 */
export class Split {
  readonly #version: number;
  /** By way that is not the new version and has a weight: where its stretch begins and ends, and up to where the new version has it. */
  readonly #ways: Int32Array;
  readonly #begins: Float64Array;
  readonly #ends: Float64Array;
  readonly #taken: Float64Array;
  #share = 0;

  /** `version` is the index of the new version among the ways, −1 without one: then the weights alone decide. Those of the others do not come to 0. */
  constructor(weights: readonly number[], version: number) {
    const others = weights.flatMap((weight, way) => (way === version || weight === 0 ? [] : [way]));
    const total = others.reduce((sum, way) => sum + weights[way]!, 0);
    let sum = 0;
    this.#version = version;
    this.#ways = Int32Array.from(others);
    this.#begins = new Float64Array(others.length);
    this.#ends = Float64Array.from(others, (way, i) => {
      this.#begins[i] = sum / total;
      sum += weights[way]!;
      return sum / total;
    });
    this.#taken = this.#begins.slice();
    if (version >= 0) this.share = weights[version]! / (weights[version]! + total);
  }

  get share(): number {
    return this.#share;
  }

  set share(share: number) {
    this.#share = share;
    for (let i = 0; i < this.#ways.length; i++) {
      const [begin, end] = [this.#begins[i]!, this.#ends[i]!];
      // At 1 the whole stretch, whatever the rounding.
      this.#taken[i] = share === 1 ? end : begin + share * (end - begin);
    }
  }

  wayOf(number: number): number {
    const ends = this.#ends;
    const last = ends.length - 1;
    let i = 0;
    while (i < last && number >= ends[i]!) i++;
    return number < this.#taken[i]! ? this.#version : this.#ways[i]!;
  }
}
