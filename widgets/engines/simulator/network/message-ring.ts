/** Messages in the order in which they came, each with the seconds that sending it takes: a ring in columns. */
export class MessageRing {
  count = 0;
  protected head = 0;
  protected requests = new Int32Array(8);
  protected seconds = new Float64Array(8);

  push(request: number, seconds: number): void {
    if (this.count === this.requests.length) this.#grow();
    const place = this.placeOf(this.count++);
    this.requests[place] = request;
    this.seconds[place] = seconds;
  }

  /** Where the message stands that `before` others precede. */
  protected placeOf(before: number): number {
    return (this.head + before) & (this.requests.length - 1);
  }

  protected takeFirst(): number {
    const request = this.requests[this.head]!;
    this.head = this.placeOf(1);
    this.count--;
    return request;
  }

  /** The ring unrolls into the new columns. */
  #grow(): void {
    const requests = new Int32Array(this.requests.length * 2);
    const seconds = new Float64Array(requests.length);
    for (let i = 0; i < this.count; i++) {
      requests[i] = this.requests[this.placeOf(i)]!;
      seconds[i] = this.seconds[this.placeOf(i)]!;
    }
    this.requests = requests;
    this.seconds = seconds;
    this.head = 0;
  }
}
