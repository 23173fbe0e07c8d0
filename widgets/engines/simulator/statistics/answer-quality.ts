import type { Model } from '../model.ts';
import type { RequestPool } from '../request-pool.ts';
import type { Scenario } from '../scenario.ts';
import { Recorder } from '../signals.ts';
import type { Station } from '../station.ts';
import type { Figure } from './figures.ts';

/** True when some component says how good its answers are, at whatever depth. */
function saysQuality(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(
    ([key, inner]) => /quality$/i.test(key) || key === 'confidence' || saysQuality(inner),
  );
}

/**
 * How good the answers are, from 0 to 1 (a share of right ones, a score of a tier): "available" and "good" are separate results. An answer is as good
 * as the last station that served its request says; answers of stations that say nothing are left out of the mean.
 */
export class AnswerQuality extends Recorder {
  /** By station; NaN where nothing is said. */
  readonly #ofStation: Float64Array;
  /** By request: the quality, and the serial number for which it holds. */
  #values = new Float64Array(0);
  #serials = new Float64Array(0);
  #sum = 0;
  #answers = 0;

  private constructor(scenario: Scenario) {
    super();
    this.#ofStation = Float64Array.from(
      scenario.components,
      // A device says it itself, answer by answer.
      (component) =>
        (component.kind === 'device' ? undefined : (component as { quality?: number }).quality) ?? Number.NaN,
    );
  }

  /** Undefined where no component speaks of quality. */
  static of(scenario: Scenario): AnswerQuality | undefined {
    return scenario.components.some(saysQuality) ? new AnswerQuality(scenario) : undefined;
  }

  /** The answer to `request` is this good, unless another station serves it afterwards. */
  set({ serial }: RequestPool, request: number, quality: number): void {
    this.#values[request] = quality;
    this.#serials[request] = serial[request]!;
  }

  /** How good the answer to `request` is, as far as anything was said of it; otherwise not a number. */
  get({ serial }: RequestPool, request: number): number {
    return this.#serials[request] === serial[request] ? this.#values[request]! : Number.NaN;
  }

  /** The answer to `to` is the one that `from` got: of an attempt to its parent. */
  copy(requests: RequestPool, from: number, to: number): void {
    if (this.#serials[from] === requests.serial[from]) this.set(requests, to, this.#values[from]!);
  }

  override left({ requests }: Model, { index }: Station, request: number): void {
    const quality = this.#ofStation[index]!;
    if (!Number.isNaN(quality)) this.set(requests, request, quality);
  }

  override answered({ requests, warmUpSeconds }: Model, request: number): void {
    if (requests.createdAt[request]! < warmUpSeconds || this.#serials[request] !== requests.serial[request]) return;
    this.#sum += this.#values[request]!;
    this.#answers++;
  }

  grow(capacity: number): void {
    const values = this.#values;
    const serials = this.#serials;
    this.#values = new Float64Array(capacity);
    this.#values.set(values);
    this.#serials = new Float64Array(capacity).fill(Number.NaN);
    this.#serials.set(serials);
  }

  figures(): readonly Figure[] {
    return [
      { path: 'quality.mean', sum: this.#sum, per: this.#answers },
      { path: 'quality.answers', sum: this.#answers },
    ];
  }
}
