import { type OutcomeName, outcomeNames } from './outcome.ts';

/** What a component that calls others adds to its result: attempts sent after the warm-up, apart from the requests. */
export interface CallsResult {
  readonly attempts: number;
  /** Attempts per request that reached it; null when none did. */
  readonly attemptsPerRequest: number | null;
  /** Cancelled are those that the caller itself called off: copies that were not needed, or whose asker had left. */
  readonly attemptOutcomes: Readonly<Record<OutcomeName, number>>;
  /** Mean time of the answered attempts. */
  readonly attemptSeconds: number | null;
  readonly retries: { readonly sent: number; readonly refusedByBudget: number };
  /** Copies sent, as a share of the requests, and calls that a copy answered. */
  readonly hedges: { readonly sent: number; readonly fraction: number | null; readonly won: number };
  /** Answers that were none of the called component's own, and their share of the requests. */
  readonly fallback: {
    readonly cached: number;
    readonly component: number;
    readonly default: number;
    readonly fraction: number | null;
  };
  /** Attempts that a breaker, a throttle or a limit kept back. */
  readonly guarded: number;
}

/** Metrics of every component that calls others. */
export const callerMetrics: readonly string[] = [
  ...['attempts', 'attemptsPerRequest', 'attemptSeconds'],
  ...outcomeNames.map((name) => `attemptOutcomes.${name}`),
];
/** What some keys of a proxy add. */
const KEY_METRICS: Readonly<Record<keyof CallerKeys, readonly string[]>> = {
  hedge: ['sent', 'fraction', 'won'].map((key) => `hedges.${key}`),
  fallback: ['cached', 'component', 'default', 'fraction'].map((key) => `fallback.${key}`),
};

/** The keys of a component that decide what it counts, as written. */
export interface CallerKeys {
  readonly hedge?: unknown;
  readonly fallback?: unknown;
}

/** Metrics that a proxy adds to those of every component. */
export function proxyMetrics(kind: string, { hedge, fallback }: CallerKeys): readonly string[] {
  if (kind !== 'proxy') return [];
  return [
    ...callerMetrics,
    ...['retries.sent', 'retries.refusedByBudget'],
    ...(hedge === undefined ? [] : KEY_METRICS.hedge),
    ...(fallback === undefined ? [] : KEY_METRICS.fallback),
  ];
}
