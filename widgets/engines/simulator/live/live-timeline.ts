import { frameBetween, type LiveFrame } from './live-frame.ts';
import type { LiveReading } from './live-reading.ts';

/** Spans kept, whatever the length of the run. */
export const MOST_SPANS = 256;
/** How much finer the first spans are than the last ones will be. */
const FIRST_IS_FINER = 16;

/**
 * What a run did so far, in equal spans of time that double in width whenever there are too many: bounded memory, and no average is changed by it,
 * because what is kept are sums at the ends of the spans.
 */
export class LiveTimeline {
  #spanSeconds: number;
  /** At 0, at the end of the first span, and so on. */
  #readings: LiveReading[];

  constructor(first: LiveReading, durationSeconds: number) {
    this.#readings = [first];
    this.#spanSeconds = durationSeconds / (MOST_SPANS * FIRST_IS_FINER);
  }

  /** Width of a span in seconds. */
  get spanSeconds(): number {
    return this.#spanSeconds;
  }

  get spans(): number {
    return this.#readings.length - 1;
  }

  /** When the next reading is due. */
  get nextAt(): number {
    return this.#readings.length * this.#spanSeconds;
  }

  /** Takes a reading of the moment `nextAt`. */
  add(reading: LiveReading): void {
    if (this.spans === MOST_SPANS) {
      // The new reading is the end of half a span: it is left out, and read again when the span is over.
      this.#readings = this.#readings.filter((_, index) => index % 2 === 0);
      this.#spanSeconds *= 2;
      return;
    }
    this.#readings.push(reading);
  }

  /** The span that `atSeconds` lies in, or the last one; undefined as long as there is none. */
  frameAt(atSeconds: number): LiveFrame | undefined {
    const { spans } = this;
    if (spans === 0) return undefined;
    const span = Math.min(spans - 1, Math.max(0, Math.ceil(atSeconds / this.#spanSeconds) - 1));
    return frameBetween(this.#readings[span]!, this.#readings[span + 1]!);
  }
}
