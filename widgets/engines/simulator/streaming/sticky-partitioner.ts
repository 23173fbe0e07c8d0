import type { RandomStream } from '../random.ts';

/**
 * Kafka's choice for records without a key (BuiltInPartitioner, KIP-794): one partition until a batch's worth of bytes has gone there, then another at
 * random. The switch waits for the batch under way, but not beyond twice its size, so that it is not sent half empty.
 */
export class StickyPartitioner {
  /** Where the next record without a key goes. */
  current: number;
  readonly #partitions: number;
  readonly #batchBytes: number;
  readonly #stream: RandomStream;
  #producedBytes = 0;

  constructor(partitions: number, batchBytes: number, stream: RandomStream) {
    this.#partitions = partitions;
    this.#batchBytes = batchBytes;
    this.#stream = stream;
    this.current = this.#draw();
  }

  #draw(): number {
    this.#producedBytes = 0;
    return Math.floor(this.#stream.uniform() * this.#partitions);
  }

  /** So many bytes have gone to the current partition, 0 to look only; `isBatchOpen` when a batch there can still take more. */
  produced(bytes: number, isBatchOpen: boolean): void {
    this.#producedBytes += bytes;
    const isEnough = this.#producedBytes >= this.#batchBytes * (isBatchOpen ? 2 : 1);
    if (isEnough) this.current = this.#draw();
  }
}
