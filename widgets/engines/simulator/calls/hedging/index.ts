import { delay } from './delay.ts';
import { atPercentile } from './percentile.ts';
import { tied } from './tied.ts';

/** Every way of hedging that a caller can have. */
export const hedgePolicies = [delay, atPercentile, tied] as const;
