import type { Model } from '../model.ts';
import { type HeapPlaces, SharingLine } from '../stations/sharing-line.ts';
import type { Figure } from '../statistics/figures.ts';
import { TimeTally } from '../statistics/time-tally.ts';
import { FifoLine, type Pipe } from './fifo-line.ts';
import type { StoreAndForward } from './store-and-forward.ts';

const BITS_PER_BYTE = 8;

export type Sharing = 'processorSharing' | 'fifo' | 'none';

/** One direction of a link: how fast it sends, what is being sent, and what was counted after the warm-up. */
export class LinkDirection {
  /** Seconds that a byte takes; 0 without a bandwidth. */
  readonly secondsPerByte: number;
  readonly isInOrder: boolean;
  /** Where messages are being sent, or wait for the link to come up. */
  readonly pipe: Pipe;
  /** In place of the pipe, where the sender stores messages. */
  store: StoreAndForward | undefined;
  /** Of which there are as many as messages, where these do not meet. */
  readonly #servers: number;
  readonly #warmUpSeconds: number;
  readonly #transfer: TimeTally;
  #messages = 0;
  #bytes = 0;
  #lost = 0;
  #failed = 0;
  #busyArea = 0;
  #lastChange: number;

  constructor(
    index: number,
    bitsPerSecond: number | undefined,
    sharing: Sharing,
    places: HeapPlaces,
    { warmUpSeconds, durationSeconds }: { readonly warmUpSeconds: number; readonly durationSeconds: number },
  ) {
    this.secondsPerByte = bitsPerSecond === undefined ? 0 : BITS_PER_BYTE / bitsPerSecond;
    this.isInOrder = sharing === 'fifo';
    this.#servers = sharing === 'none' || bitsPerSecond === undefined ? Infinity : 1;
    this.pipe = this.isInOrder ? new FifoLine() : new SharingLine(index, places);
    this.pipe.servers = this.#servers;
    this.#warmUpSeconds = warmUpSeconds;
    this.#lastChange = warmUpSeconds;
    this.#transfer = new TimeTally(warmUpSeconds, durationSeconds);
  }

  get isDown(): boolean {
    return this.pipe.servers === 0;
  }

  setDown(isDown: boolean): void {
    this.pipe.servers = isDown ? 0 : this.#servers;
  }

  offered({ now }: Model, bytes: number): void {
    if (now < this.#warmUpSeconds) return;
    this.#messages++;
    this.#bytes += bytes;
  }

  lost({ now }: Model): void {
    if (now >= this.#warmUpSeconds) this.#lost++;
  }

  failed({ now }: Model): void {
    if (now >= this.#warmUpSeconds) this.#failed++;
  }

  /** A message that was offered at `since` has been sent. */
  sent({ now }: Model, since: number): void {
    if (since >= this.#warmUpSeconds) this.#transfer.add(now - since, since);
  }

  /** Brings the busy time up to `now`; to be called before what is being sent changes. */
  advance(now: number): void {
    if (now > this.#lastChange) {
      if (this.pipe.busy > 0) this.#busyArea += now - this.#lastChange;
      this.#lastChange = now;
    }
    this.pipe.advance(now);
  }

  figures(path: string, model: Model, measuredSeconds: number): readonly Figure[] {
    this.advance(model.now);
    const { store } = this;
    return [
      { path: `${path}.messages`, sum: this.#messages },
      { path: `${path}.bytes`, sum: this.#bytes },
      { path: `${path}.lost`, sum: this.#lost },
      { path: `${path}.failed`, sum: this.#failed },
      ...(store ? [] : [{ path: `${path}.utilisation`, sum: this.#busyArea, per: measuredSeconds }]),
      { path: `${path}.transferSeconds`, tally: this.#transfer.serialise() },
      ...(store?.figures(path, model.now, measuredSeconds) ?? []),
    ];
  }
}
