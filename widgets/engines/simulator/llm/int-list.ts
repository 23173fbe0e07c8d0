/** Whole numbers in a row that grows as it needs to; `values` beyond `count` mean nothing. */
export class IntList {
  values = new Int32Array(16);
  count = 0;

  push(value: number): void {
    if (this.count === this.values.length) {
      const before = this.values;
      this.values = new Int32Array(before.length * 2);
      this.values.set(before);
    }
    this.values[this.count++] = value;
  }

  /** Takes the last one out. */
  pop(): number {
    return this.values[--this.count]!;
  }
}
