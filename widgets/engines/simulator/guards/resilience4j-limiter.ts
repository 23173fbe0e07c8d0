import * as z from '../../../kit/zod.ts';
import { integerParameter, numberParameter } from '../parameter.ts';
import { defineRateLimit, type RateLimiter } from './rate-limiter.ts';

const CONFIG = 'resilience4j 2, RateLimiterConfig.java';

const limitForPeriod = integerParameter({
  label: 'Permits per cycle',
  unit: 'requests',
  minimum: 1,
  maximum: 1e7,
  default: 50,
  meaning: 'Requests that may go on in one cycle; what a cycle does not use is lost.',
  source: `${CONFIG}: limitForPeriod, default 50.`,
});

const limitRefreshPeriodSeconds = numberParameter({
  label: 'Cycle',
  unit: 'seconds',
  minimum: 1e-9,
  maximum: 1e5,
  default: 5e-7,
  meaning: 'Length of a cycle; the default of 500 ns is no limit to anything but a loop.',
  source: `${CONFIG}: limitRefreshPeriod, default Duration.ofNanos(500).`,
});

const timeoutSeconds = numberParameter({
  label: 'Longest wait for a permit',
  unit: 'seconds',
  minimum: 0,
  maximum: 1e5,
  default: 5,
  meaning: 'A request that would have to wait longer for a permit is throttled at once; the others wait.',
  source: `${CONFIG}: timeoutDuration, default 5 s.`,
});

const parameters = { limitForPeriod, limitRefreshPeriodSeconds, timeoutSeconds };

const schema = z.strictObject({
  policy: z.literal('resilience4j'),
  limitForPeriod: z._default(limitForPeriod.schema, 50),
  limitRefreshPeriodSeconds: z._default(limitRefreshPeriodSeconds.schema, 5e-7),
  timeoutSeconds: z._default(timeoutSeconds.schema, 5),
});

/** Time is cut into nanoseconds, as there: whole numbers, exact up to 104 days. */
const NANOS = 1e9;

/**
 * AtomicRateLimiter.java: time is cut into cycles from 0 on; each brings `limitForPeriod` permits, which are not saved up, and permits of later cycles
 * can be reserved, so the number that is left may be negative.
 */
class CycleLimiter implements RateLimiter {
  readonly #permits: number;
  readonly #cycleNanos: number;
  readonly #timeoutNanos: number;
  #cycle = 0;
  #left: number;

  constructor(permits: number, cycleSeconds: number, longestWaitSeconds: number) {
    this.#permits = permits;
    this.#cycleNanos = Math.max(1, Math.round(cycleSeconds * NANOS));
    this.#timeoutNanos = Math.round(longestWaitSeconds * NANOS);
    this.#left = permits;
  }

  reserve(now: number): number {
    const nanos = Math.round(now * NANOS);
    this.#moveTo(Math.floor(nanos / this.#cycleNanos));
    const wait = this.#left >= 1 ? 0 : this.#nanosToPermit(nanos);
    if (wait > this.#timeoutNanos) return -1;
    this.#left--;
    return wait / NANOS;
  }

  fillAt(now: number): number {
    this.#moveTo(Math.floor(Math.round(now * NANOS) / this.#cycleNanos));
    return 1 - this.#left / this.#permits;
  }

  #moveTo(cycle: number): void {
    if (cycle === this.#cycle) return;
    this.#left = Math.min(this.#left + (cycle - this.#cycle) * this.#permits, this.#permits);
    this.#cycle = cycle;
  }

  /** To the end of this cycle, and as many more as it takes until a permit is left for the one who asks. */
  #nanosToPermit(nanos: number): number {
    const toNextCycle = (this.#cycle + 1) * this.#cycleNanos - nanos;
    const moreCycles = Math.ceil((1 - (this.#left + this.#permits)) / this.#permits);
    return toNextCycle + Math.max(0, moreCycles) * this.#cycleNanos;
  }
}

/** Not a token bucket: what is not used is not saved up, and requests wait for later cycles. */
export const resilience4jLimiter = defineRateLimit({
  name: 'resilience4j',
  label: 'resilience4j rate limiter',
  meaning:
    'So many requests in each cycle; the others wait for a permit of a later cycle, or are throttled if that takes too long.',
  parameters,
  optional: Object.keys(parameters),
  schema,
  example: { policy: 'resilience4j', limitForPeriod: 50, limitRefreshPeriodSeconds: 0.5, timeoutSeconds: 5 },
  create: (settings) =>
    new CycleLimiter(settings.limitForPeriod, settings.limitRefreshPeriodSeconds, settings.timeoutSeconds),
  ratePerSecond: (settings) => settings.limitForPeriod / settings.limitRefreshPeriodSeconds,
  burst: (settings) => settings.limitForPeriod,
});
