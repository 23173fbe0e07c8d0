/** A line on standard error that is rewritten on a terminal and written once elsewhere. */
export class ProgressLine {
  readonly #stream: NodeJS.WriteStream;
  #shown = '';

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream;
  }

  /** `share` is 0 to 1. */
  update(share: number): void {
    if (!this.#stream.isTTY) return;
    const text = `Simulating … ${Math.floor(share * 100)} %`;
    if (text === this.#shown) return;
    this.#shown = text;
    this.#stream.write(`\r${text}`);
  }

  end(text: string): void {
    const cover = ' '.repeat(Math.max(0, this.#shown.length - text.length));
    this.#stream.write(`${this.#stream.isTTY ? '\r' : ''}${text}${cover}\n`);
  }
}
