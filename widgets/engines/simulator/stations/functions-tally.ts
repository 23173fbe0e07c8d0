import type { Figure } from '../statistics/figures.ts';
import { LevelTally } from '../statistics/level-tally.ts';

/** What the requests of a function met after the warm-up, and how many instances there were. */
export class FunctionsTally {
  /** Starting, idle and busy instances; and the idle ones. */
  readonly instances: LevelTally;
  readonly idle: LevelTally;
  readonly #warmUpSeconds: number;
  #taken = 0;
  #cold = 0;
  #onProvisioned = 0;
  /** Requests whose wait for a start is over, and the sum of those waits. */
  #started = 0;
  #startSeconds = 0;

  constructor(warmUpSeconds: number) {
    this.#warmUpSeconds = warmUpSeconds;
    this.instances = new LevelTally(warmUpSeconds);
    this.idle = new LevelTally(warmUpSeconds);
  }

  /** An instance takes a request. */
  taken(now: number, isCold: boolean, isProvisioned: boolean): void {
    if (now < this.#warmUpSeconds) return;
    this.#taken++;
    if (isCold) this.#cold++;
    if (isProvisioned) this.#onProvisioned++;
  }

  /** The start that a request waited for since `enqueuedAt` is over. */
  started(now: number, enqueuedAt: number): void {
    if (enqueuedAt < this.#warmUpSeconds) return;
    this.#started++;
    this.#startSeconds += now - enqueuedAt;
  }

  figures(end: number, measuredSeconds: number, throttled: number, billedGbSeconds: number): readonly Figure[] {
    return [
      { path: 'functions.coldStartFraction', sum: this.#cold, per: this.#taken },
      { path: 'functions.meanColdStartSeconds', sum: this.#startSeconds, per: this.#started },
      { path: 'functions.provisionedFraction', sum: this.#onProvisioned, per: this.#taken },
      { path: 'functions.instances.mean', sum: this.instances.areaAt(end), per: measuredSeconds },
      { path: 'functions.instances.max', maximum: this.instances.maximum },
      { path: 'functions.idleInstances', sum: this.idle.areaAt(end), per: measuredSeconds },
      { path: 'functions.throttled', sum: throttled },
      { path: 'functions.billedGbSeconds', sum: billedGbSeconds },
    ];
  }
}
