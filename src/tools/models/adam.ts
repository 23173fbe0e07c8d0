const firstRate = 0.9;
const secondRate = 0.999;
const tiny = 1e-8;

/** Adam (Kingma and Ba 2015) for one list of numbers, with decoupled weight decay (Loshchilov and Hutter 2019). */
export class Adam {
  readonly #first: Float64Array;
  readonly #second: Float64Array;
  // The powers of the rates as running products: `**` need not be exact in every engine, multiplication is.
  #firstPower = 1;
  #secondPower = 1;

  constructor(count: number) {
    this.#first = new Float64Array(count);
    this.#second = new Float64Array(count);
  }

  /** Moves `numbers` against the mean gradient, `sums` / `rowCount`, and sets `sums` back to 0. `decay` per unit of learning rate. */
  step(numbers: Float64Array, sums: Float64Array, rowCount: number, learningRate: number, decay: number): void {
    this.#firstPower *= firstRate;
    this.#secondPower *= secondRate;
    for (let index = 0; index < numbers.length; index++) {
      const slope = sums[index]! / rowCount;
      const first = firstRate * this.#first[index]! + (1 - firstRate) * slope;
      const second = secondRate * this.#second[index]! + (1 - secondRate) * slope * slope;
      this.#first[index] = first;
      this.#second[index] = second;
      sums[index] = 0;
      const direction = first / (1 - this.#firstPower) / (Math.sqrt(second / (1 - this.#secondPower)) + tiny);
      numbers[index] = numbers[index]! - learningRate * (direction + decay * numbers[index]!);
    }
  }
}
