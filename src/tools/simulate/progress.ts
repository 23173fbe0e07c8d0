import { formatSeconds } from '../../../widgets/kit/format.ts';

/** Time between two writes: a terminal shows no more, and a run is not held up by it. */
const REFRESH_SECONDS = 0.1;
/** Before this much of the work is done, the time that is left is anybody's guess. */
const SHARE_TO_EXTRAPOLATE = 0.02;

/** A line on standard error that is rewritten on a terminal and written once elsewhere. */
export class ProgressLine {
  readonly #stream: NodeJS.WriteStream;
  readonly #nowSeconds: () => number;
  readonly #startedAt: number;
  #writtenAt = -Infinity;
  #shown = '';

  constructor(stream: NodeJS.WriteStream, nowSeconds: () => number) {
    this.#stream = stream;
    this.#nowSeconds = nowSeconds;
    this.#startedAt = nowSeconds();
  }

  /** `share` is 0 to 1. */
  update(share: number): void {
    const now = this.#nowSeconds();
    if (!this.#stream.isTTY || now - this.#writtenAt < REFRESH_SECONDS) return;
    this.#writtenAt = now;
    const left = ((now - this.#startedAt) * (1 - share)) / share;
    const rest = share > SHARE_TO_EXTRAPOLATE && share < 1 ? `, some ${formatSeconds(left)} left` : '';
    this.#write(`Simulating … ${Math.floor(share * 100)} %${rest}`);
  }

  end(text: string): void {
    this.#write(text);
    this.#stream.write('\n');
  }

  #write(text: string): void {
    const cover = ' '.repeat(Math.max(0, this.#shown.length - text.length));
    this.#shown = text;
    this.#stream.write(`${this.#stream.isTTY ? '\r' : ''}${text}${cover}`);
  }
}
