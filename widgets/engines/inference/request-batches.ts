import type { FeatureRow } from './messages.ts';
import { flatten } from './model-session.ts';

/** Batches of requests as the numbers that go into the model: made once for each size, copied for every call, as each request of a service brings its own. */
export class RequestBatches {
  readonly #rows: readonly FeatureRow[];
  readonly #featureCount: number;
  readonly #rowsPerRequest: number;
  readonly #made = new Map<number, Float32Array>();

  /** `rows` are real rows, at least one; they are used in turn. */
  constructor(rows: readonly FeatureRow[], featureCount: number, rowsPerRequest: number) {
    if (rows.length === 0) throw new RangeError('Measuring needs at least one row.');
    this.#rows = rows;
    this.#featureCount = featureCount;
    this.#rowsPerRequest = rowsPerRequest;
  }

  rowCount(size: number): number {
    return size * this.#rowsPerRequest;
  }

  /** The numbers of a batch of `size` requests, to be written to by whoever asks. */
  valuesOf(size: number): Float32Array {
    let values = this.#made.get(size);
    if (!values) {
      const all = Array.from({ length: this.rowCount(size) }, (_, row) => this.#rows[row % this.#rows.length]!);
      values = flatten(all, this.#featureCount);
      this.#made.set(size, values);
    }
    return values.slice();
  }
}
