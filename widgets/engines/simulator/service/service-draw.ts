import type { RandomStream } from '../random.ts';
import type { ServiceLaw } from './service-law.ts';

/** Draws are made this many at a time: their stream serves nothing else. */
const BLOCK = 32;

/** Numbers by request. Stations of which a request visits at most one share a column, so that a thousand of them need no more memory than one. */
export class RequestColumn {
  values = new Float64Array(0);

  grow(capacity: number): void {
    if (capacity <= this.values.length) return;
    const before = this.values;
    this.values = new Float64Array(capacity);
    this.values.set(before);
  }
}

/** What each request drew from a service law at its creation. */
export class ServiceDraw {
  column = new RequestColumn();
  readonly #law: ServiceLaw;
  readonly #stream: RandomStream;
  /** True when `values` are the seconds of a batch of one instead of what the law needs to know of the request. */
  readonly #isSeconds: boolean;
  readonly #block = new Float64Array(BLOCK);
  #left = 0;

  constructor(law: ServiceLaw, stream: RandomStream, isSeconds = false) {
    this.#law = law;
    this.#stream = stream;
    this.#isSeconds = isSeconds;
  }

  drawFor(request: number): void {
    if (this.#left === 0) this.#refill();
    this.column.values[request] = this.#block[--this.#left]!;
  }

  /** Gives an attempt what the request behind it drew: it is the same work. */
  inherit(parent: number, attempt: number): void {
    const { values } = this.column;
    values[attempt] = values[parent]!;
  }

  /** Draws anew for a later attempt, from the stream of who makes it: nobody else's draws change. */
  redrawFor(attempt: number, stream: RandomStream): void {
    const draw = this.#law.draw(stream);
    this.column.values[attempt] = this.#isSeconds ? this.#law.seconds(1, draw) : draw;
  }

  /** By request. */
  get values(): Float64Array {
    return this.column.values;
  }

  /** The first draw stands last, because they are used from the end. */
  #refill(): void {
    const law = this.#law;
    const stream = this.#stream;
    const block = this.#block;
    for (let i = BLOCK - 1; i >= 0; i--) block[i] = law.draw(stream);
    if (this.#isSeconds) for (let i = 0; i < BLOCK; i++) block[i] = law.seconds(1, block[i]!);
    this.#left = BLOCK;
  }
}
