import * as z from '../../../kit/zod.ts';
import { numberParameter } from '../parameter.ts';
import { snap } from '../snap.ts';
import { defineShedding, type Shedder } from './shedder.ts';

const RFC = 'Nichols, Jacobson, McGregor, Iyengar: RFC 8289 (2018)';

const targetSeconds = numberParameter({
  label: 'Target wait',
  unit: 'seconds',
  minimum: 1e-6,
  maximum: 1e5,
  default: 0.005,
  meaning: 'A wait that is acceptable for ever; set it to some service times of the model.',
  source: `${RFC}, section 4.4: TARGET 5 ms.`,
});

const intervalSeconds = numberParameter({
  label: 'Interval',
  unit: 'seconds',
  minimum: 1e-6,
  maximum: 1e5,
  default: 0.1,
  meaning: 'How long the wait must stay above the target before a request is dropped; later drops follow faster.',
  source: `${RFC}, section 4.3: INTERVAL 100 ms.`,
});

/** A dequeue begins; the drop that began dropping, or one while dropping, has just been made. */
const FIRST = 0;
const BEGAN = 1;
const GOES_ON = 2;

/** RFC 8289, section 5, one request at a time: `drops` is asked for each request that leaves the queue, until one is served. */
class ControlledDelay implements Shedder {
  readonly #target: number;
  readonly #interval: number;
  #firstAboveAt = 0;
  #isDropping = false;
  #dropNextAt = 0;
  #count = 0;
  #lastCount = 0;
  #phase = FIRST;

  constructor(target: number, interval: number) {
    this.#target = target;
    this.#interval = interval;
  }

  refuses(): boolean {
    return false;
  }

  drops(now: number, enqueuedAt: number, _deadline: number, left: number): boolean {
    const mayDrop = this.#mayDrop(now, enqueuedAt, left);
    if (this.#phase === BEGAN) {
      this.#beginDropping(now);
      return this.#serve();
    }
    if (this.#phase === FIRST && !this.#isDropping) {
      if (!mayDrop) return false;
      this.#phase = BEGAN;
      return true;
    }
    if (!mayDrop) {
      this.#isDropping = false;
      return this.#serve();
    }
    if (this.#phase === GOES_ON) this.#dropNextAt = this.#controlLaw(this.#dropNextAt);
    if (now < this.#dropNextAt) return this.#serve();
    this.#count++;
    this.#phase = GOES_ON;
    return true;
  }

  #serve(): boolean {
    this.#phase = FIRST;
    return false;
  }

  /** True once the wait has been above the target for an interval. A queue of one is left alone. */
  #mayDrop(now: number, enqueuedAt: number, left: number): boolean {
    if (snap(now - enqueuedAt) < this.#target || left <= 1) {
      this.#firstAboveAt = 0;
      return false;
    }
    if (this.#firstAboveAt === 0) {
      this.#firstAboveAt = snap(now + this.#interval);
      return false;
    }
    return now >= this.#firstAboveAt;
  }

  /** If it was dropping not long ago, it goes on at the rate that controlled the queue then. */
  #beginDropping(now: number): void {
    const delta = this.#count - this.#lastCount;
    const isRecent = delta > 1 && now - this.#dropNextAt < 16 * this.#interval;
    this.#isDropping = true;
    this.#count = isRecent ? delta : 1;
    this.#dropNextAt = this.#controlLaw(now);
    this.#lastCount = this.#count;
  }

  #controlLaw(from: number): number {
    return from + this.#interval / Math.sqrt(this.#count);
  }
}

/** Controlled delay: keeps a standing queue from staying, whatever the load. */
export const codel = defineShedding({
  name: 'codel',
  label: 'CoDel',
  meaning:
    'Drops from the head of the queue, ever faster, while waits stay above a target for longer than an interval.',
  parameters: { targetSeconds, intervalSeconds },
  optional: ['targetSeconds', 'intervalSeconds'],
  schema: z.strictObject({
    policy: z.literal('codel'),
    targetSeconds: z._default(targetSeconds.schema, 0.005),
    intervalSeconds: z._default(intervalSeconds.schema, 0.1),
  }),
  example: { policy: 'codel', targetSeconds: 0.005, intervalSeconds: 0.1 },
  create: (settings) => new ControlledDelay(settings.targetSeconds, settings.intervalSeconds),
});
