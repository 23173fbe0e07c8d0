import * as z from '../../../kit/zod.ts';
import { integerParameter, numberParameter } from '../parameter.ts';
import { RollingCounts } from './rolling-counts.ts';
import { defineThrottle, type Throttle } from './throttle.ts';

const BOOK = 'Beyer et al., Site Reliability Engineering (2016), chapter 21, Client-Side Throttling';

const multiplier = numberParameter({
  label: 'Multiplier K',
  unit: '',
  minimum: 1,
  maximum: 1000,
  default: 2,
  meaning: 'A client sends about K requests for each that is accepted; smaller values hold back earlier.',
  source: `${BOOK}: "we generally prefer the 2x multiplier".`,
});

const windowSeconds = numberParameter({
  label: 'Window',
  unit: 'seconds',
  minimum: 0.01,
  maximum: 1e5,
  default: 120,
  meaning: 'Time over which requests and accepts are counted.',
  source: `${BOOK}: "the last two minutes of its history".`,
});

const buckets = integerParameter({
  label: 'Buckets',
  unit: 'buckets',
  minimum: 1,
  maximum: 1000,
  default: 120,
  meaning: 'Pieces of the window that are forgotten one at a time.',
  source: 'Assumption: one second each; the book leaves it open.',
});

const parameters = { multiplier, windowSeconds, buckets };

const schema = z.strictObject({
  policy: z.literal('sre'),
  multiplier: z._default(multiplier.schema, 2),
  windowSeconds: z._default(windowSeconds.schema, 120),
  buckets: z._default(buckets.schema, 120),
});

const REQUESTS = 0;
const ACCEPTS = 1;

class AdaptiveThrottle implements Throttle {
  readonly #multiplier: number;
  readonly #counts: RollingCounts;

  constructor(settings: z.output<typeof schema>) {
    this.#multiplier = settings.multiplier;
    this.#counts = new RollingCounts(settings.windowSeconds, settings.buckets, 2);
  }

  /** A request that is held back counts as a request too: it was attempted. */
  admits(now: number, u: number): boolean {
    const isHeldBack = u < this.rejectionAt(now);
    this.#counts.add(REQUESTS);
    return !isHeldBack;
  }

  ended(now: number, isAccepted: boolean): void {
    this.#counts.advance(now);
    if (isAccepted) this.#counts.add(ACCEPTS);
  }

  /** max(0, (requests − K · accepts) / (requests + 1)). */
  rejectionAt(now: number): number {
    this.#counts.advance(now);
    const requests = this.#counts.totals[REQUESTS]!;
    return Math.max(0, (requests - this.#multiplier * this.#counts.totals[ACCEPTS]!) / (requests + 1));
  }
}

/** Adaptive throttling of Google's clients. */
export const sreThrottle = defineThrottle({
  name: 'sre',
  label: 'Adaptive throttling',
  meaning: 'Holds a request back with the probability max(0, (requests − K · accepts) / (requests + 1)) over a window.',
  parameters,
  optional: Object.keys(parameters),
  schema,
  example: { policy: 'sre' },
  create: (settings) => new AdaptiveThrottle(settings),
});
