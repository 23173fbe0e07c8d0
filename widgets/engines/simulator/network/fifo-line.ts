import { NO_EVENT } from '../stations/service-line.ts';
import type { SharingLine } from '../stations/sharing-line.ts';
import { MessageRing } from './message-ring.ts';

/** What a direction of a link needs of whoever sends its messages: a `SharingLine`, or a line in order. */
export type Pipe = Pick<SharingLine, 'servers' | 'count' | 'event' | 'busy' | 'endsAt' | 'advance' | 'push' | 'pop'>;

/** Messages that are sent one after another, each at the full bandwidth. A pause keeps what is done of the first. */
export class FifoLine extends MessageRing implements Pipe {
  servers = 1;
  event = NO_EVENT;
  /** Seconds of the first message that are done. */
  #done = 0;
  #lastChange = 0;

  get busy(): number {
    return this.servers > 0 && this.count > 0 ? 1 : 0;
  }

  endsAt(now: number): number {
    return this.busy === 0 ? Infinity : now + Math.max(0, this.seconds[this.head]! - this.#done);
  }

  advance(now: number): void {
    if (this.busy > 0) this.#done += now - this.#lastChange;
    this.#lastChange = now;
  }

  pop(): number {
    this.#done = 0;
    return this.takeFirst();
  }
}
