/** Batches that were sent and are not known to have arrived, oldest first: a ring in columns. */
export class SentBatches {
  #acknowledgedAt = new Float64Array(16);
  #messages = new Int32Array(16);
  #seconds = new Float64Array(16);
  #head = 0;
  #count = 0;
  /** What `clear` found: messages without an acknowledgement, and the seconds that sending them took. */
  lostMessages = 0;
  lostSeconds = 0;

  /** A batch was sent whose acknowledgement will be here at `acknowledgedAt`; those acknowledged by `now` are forgotten. */
  add(now: number, acknowledgedAt: number, messages: number, seconds: number): void {
    this.#forget(now);
    if (this.#count === this.#messages.length) this.#grow();
    const place = (this.#head + this.#count++) & (this.#messages.length - 1);
    this.#acknowledgedAt[place] = acknowledgedAt;
    this.#messages[place] = messages;
    this.#seconds[place] = seconds;
  }

  /** No acknowledgement after `now` arrives. */
  clear(now: number): void {
    this.#forget(now);
    this.lostMessages = 0;
    this.lostSeconds = 0;
    for (; this.#count > 0; this.#dropHead()) {
      this.lostMessages += this.#messages[this.#head]!;
      this.lostSeconds += this.#seconds[this.#head]!;
    }
  }

  #forget(now: number): void {
    while (this.#count > 0 && this.#acknowledgedAt[this.#head]! <= now) this.#dropHead();
  }

  #dropHead(): void {
    this.#head = (this.#head + 1) & (this.#messages.length - 1);
    this.#count--;
  }

  #grow(): void {
    const { length } = this.#messages;
    const acknowledgedAt = new Float64Array(length * 2);
    const messages = new Int32Array(length * 2);
    const seconds = new Float64Array(length * 2);
    for (let i = 0; i < this.#count; i++) {
      const from = (this.#head + i) & (length - 1);
      acknowledgedAt[i] = this.#acknowledgedAt[from]!;
      messages[i] = this.#messages[from]!;
      seconds[i] = this.#seconds[from]!;
    }
    this.#acknowledgedAt = acknowledgedAt;
    this.#messages = messages;
    this.#seconds = seconds;
    this.#head = 0;
  }
}
