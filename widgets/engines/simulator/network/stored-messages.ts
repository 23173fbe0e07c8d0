import { MessageRing } from './message-ring.ts';

/** Messages that wait for a link, of which the first few are on their way as a batch. */
export class StoredMessages extends MessageRing {
  /** How many of the first are in the batch that is being sent. */
  batch = 0;

  /** Takes the first out: one of the batch where there is one. */
  shift(): number {
    if (this.batch > 0) this.batch--;
    return this.takeFirst();
  }

  /** Takes out the oldest that is not on its way; those before it move up. */
  dropOldest(): number {
    const request = this.requests[this.placeOf(this.batch)]!;
    for (let i = this.batch; i > 0; i--) {
      this.requests[this.placeOf(i)] = this.requests[this.placeOf(i - 1)]!;
      this.seconds[this.placeOf(i)] = this.seconds[this.placeOf(i - 1)]!;
    }
    this.takeFirst();
    return request;
  }

  /** Puts up to `size` messages into the batch and gives the seconds that sending them takes. */
  formBatch(size: number): number {
    this.batch = Math.min(size, this.count);
    let seconds = 0;
    for (let i = 0; i < this.batch; i++) seconds += this.seconds[this.placeOf(i)]!;
    return seconds;
  }
}
