import { bulkhead } from './bulkhead.ts';
import { codel } from './codel.ts';
import { deadlineDrop } from './deadline-drop.ts';
import { envoyLimits } from './envoy-limits.ts';
import { hystrix } from './hystrix.ts';
import { priorityShedding } from './priority-shedding.ts';
import { resilience4jBreaker } from './resilience4j-breaker.ts';
import { resilience4jLimiter } from './resilience4j-limiter.ts';
import { sreThrottle } from './sre-throttle.ts';
import { tokenBucket } from './token-bucket.ts';

/** Every circuit breaker that the client of a call can have. */
export const breakers = [hystrix, resilience4jBreaker] as const;
/** Every limit of the calls that a client has under way. */
export const callLimits = [envoyLimits, bulkhead] as const;
/** Every throttle of a client. */
export const throttles = [sreThrottle] as const;
/** Every rate limit of a gateway. */
export const rateLimits = [tokenBucket, resilience4jLimiter] as const;
/** Every way in which a queue sheds load. */
export const sheddingPolicies = [codel, deadlineDrop, priorityShedding] as const;
