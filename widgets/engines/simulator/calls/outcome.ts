import { DROP } from '../statistics/request-statistics.ts';

/** How an attempt ended, as its caller sees it: turned away for one of the reasons of `DROP`, answered, or called off by the caller itself. */
export const OUTCOME = { ...DROP, ok: 4, cancelled: 5 } as const;

/** Names by outcome, as they stand in results and in `retryOn`. */
export const outcomeNames = ['rejected', 'throttled', 'failed', 'timedOut', 'ok', 'cancelled'] as const;
export type OutcomeName = (typeof outcomeNames)[number];

/** The outcomes after which a call may be tried again, in the order of their numbers. */
export const failureNames = ['rejected', 'throttled', 'failed', 'timedOut'] as const;
