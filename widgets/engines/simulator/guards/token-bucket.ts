import * as z from '../../../kit/zod.ts';
import { integerParameter, numberParameter } from '../parameter.ts';
import { defineRateLimit, type RateLimiter } from './rate-limiter.ts';

/** Rounding that a bucket forgives, in tokens: sums of refills miss a whole number by a few units in the last place. */
const TOKEN_TOLERANCE = 1e-9;

const ratePerSecond = numberParameter({
  label: 'Rate limit',
  unit: '1/s',
  minimum: 1e-6,
  maximum: 1e7,
  default: 10_000,
  meaning: 'Tokens that the bucket gains per second; each admitted request takes one.',
  source: 'Token bucket; Amazon API Gateway account default 10,000 per second.',
});

const burst = integerParameter({
  label: 'Burst',
  unit: 'requests',
  minimum: 1,
  maximum: 1e7,
  default: 5000,
  meaning: 'Tokens that the bucket holds; it starts full.',
  source: 'Amazon API Gateway account default 5,000.',
});

/** Starts full, gains `ratePerSecond`, holds `burst`: by time t at most burst + rate · t are admitted. Nobody waits. */
class TokenBucket implements RateLimiter {
  readonly #ratePerSecond: number;
  readonly #burst: number;
  #tokens: number;
  #filledAt = 0;

  constructor(rate: number, size: number) {
    this.#ratePerSecond = rate;
    this.#burst = size;
    this.#tokens = size;
  }

  reserve(now: number): number {
    this.#fill(now);
    if (this.#tokens < 1 - TOKEN_TOLERANCE) return -1;
    this.#tokens -= 1;
    return 0;
  }

  fillAt(now: number): number {
    this.#fill(now);
    return 1 - this.#tokens / this.#burst;
  }

  #fill(now: number): void {
    this.#tokens = Math.min(this.#burst, this.#tokens + (now - this.#filledAt) * this.#ratePerSecond);
    this.#filledAt = now;
  }
}

/** The limit of Amazon API Gateway and most others: a rate, and a burst above it. */
export const tokenBucket = defineRateLimit({
  name: 'tokenBucket',
  label: 'Token bucket',
  meaning: 'A steady rate with a burst on top of it; a request without a token is throttled.',
  parameters: { ratePerSecond, burst },
  schema: z.strictObject({
    policy: z._default(z.literal('tokenBucket'), 'tokenBucket'),
    ratePerSecond: ratePerSecond.schema,
    burst: burst.schema,
  }),
  example: { policy: 'tokenBucket', ratePerSecond: 10_000, burst: 5000 },
  create: (settings) => new TokenBucket(settings.ratePerSecond, settings.burst),
  ratePerSecond: (settings) => settings.ratePerSecond,
  burst: (settings) => settings.burst,
});
