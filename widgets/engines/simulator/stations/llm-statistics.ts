import type { Figure } from '../statistics/figures.ts';
import { TimeTally } from '../statistics/time-tally.ts';

/**
 * What a language-model server is measured by, after the warm-up: the time to the first token and the mean time per later token (TTFT and TPOT, over
 * requests that came after the warm-up), the gaps between tokens, tokens, preemptions, and how full the cache of keys and values was.
 */
export class LlmStatistics {
  preemptions = 0;
  /** Tokens computed as prompts, recomputed ones included, and tokens generated. */
  promptTokens = 0;
  outputTokens = 0;
  readonly #ttft: TimeTally;
  readonly #tpot: TimeTally;
  readonly #gap: TimeTally;
  readonly #warmUpSeconds: number;
  readonly #blocks: number;
  /** By request: when its first and its latest token came. */
  #firstTokenAt = new Float64Array(0);
  #lastTokenAt = new Float64Array(0);
  #blocksNow = 0;
  #lastChange: number;
  #blockArea = 0;
  #mostBlocks = 0;

  /** `blocks` is the cache of all replicas together. */
  constructor(warmUpSeconds: number, durationSeconds: number, blocks: number) {
    this.#warmUpSeconds = warmUpSeconds;
    this.#lastChange = warmUpSeconds;
    this.#blocks = blocks;
    this.#ttft = new TimeTally(warmUpSeconds, durationSeconds);
    this.#tpot = new TimeTally(warmUpSeconds, durationSeconds);
    this.#gap = new TimeTally(warmUpSeconds, durationSeconds);
  }

  grow(capacity: number): void {
    const [first, last] = [this.#firstTokenAt, this.#lastTokenAt];
    this.#firstTokenAt = new Float64Array(capacity);
    this.#lastTokenAt = new Float64Array(capacity);
    this.#firstTokenAt.set(first);
    this.#lastTokenAt.set(last);
  }

  /** The first token of a request that reached the server at `enqueuedAt`. */
  firstToken(now: number, request: number, enqueuedAt: number): void {
    this.#firstTokenAt[request] = now;
    this.#lastTokenAt[request] = now;
    if (now >= this.#warmUpSeconds) this.outputTokens++;
    if (enqueuedAt >= this.#warmUpSeconds) this.#ttft.add(now - enqueuedAt, enqueuedAt);
  }

  laterToken(now: number, request: number): void {
    if (now >= this.#warmUpSeconds) {
      this.outputTokens++;
      this.#gap.add(now - this.#lastTokenAt[request]!, now);
    }
    this.#lastTokenAt[request] = now;
  }

  /** The last token was there; with a single one there is no time per later token. */
  answered(request: number, outputTokens: number, enqueuedAt: number): void {
    if (enqueuedAt < this.#warmUpSeconds || outputTokens < 2) return;
    const seconds = this.#lastTokenAt[request]! - this.#firstTokenAt[request]!;
    this.#tpot.add(seconds / (outputTokens - 1), enqueuedAt);
  }

  stepStarted(now: number, prefillTokens: number, preempted: number): void {
    if (now < this.#warmUpSeconds) return;
    this.promptTokens += prefillTokens;
    this.preemptions += preempted;
  }

  /** Blocks in use went up or down by `change`. */
  blocksChanged(now: number, change: number): void {
    this.#advance(now);
    this.#blocksNow += change;
  }

  /** A level counts from the moment at which time passes at it: what is freed and taken again at one instant was never full. */
  #advance(now: number): void {
    const elapsed = now - this.#lastChange;
    if (elapsed <= 0) return;
    this.#blockArea += this.#blocksNow * elapsed;
    if (this.#blocksNow > this.#mostBlocks) this.#mostBlocks = this.#blocksNow;
    this.#lastChange = now;
  }

  /** Their places in the result. */
  figures(now: number, measuredSeconds: number): Figure[] {
    this.#advance(now);
    return [
      { path: 'ttftSeconds', tally: this.#ttft.serialise() },
      { path: 'tpotSeconds', tally: this.#tpot.serialise() },
      { path: 'interTokenSeconds', tally: this.#gap.serialise() },
      { path: 'preemptions', sum: this.preemptions },
      { path: 'kvOccupancy.mean', sum: this.#blockArea, per: this.#blocks * measuredSeconds },
      { path: 'kvOccupancy.max', maximum: this.#mostBlocks / this.#blocks },
      { path: 'tokensPerSecond', sum: this.outputTokens, per: measuredSeconds },
      { path: 'promptTokensPerSecond', sum: this.promptTokens, per: measuredSeconds },
    ];
  }
}
