import type { BatchingPolicy } from '../batching/batching-policy.ts';

/** What a scenario asks of a real model on a real clock. Times are in seconds from the start of the run. */
export interface RealPlan {
  /** How requests come and are answered: each by itself, read from a log in polls, or as rows of a job that publishes them together. */
  readonly regime: 'realTime' | 'streaming' | 'batch';
  /** Id of the model card. */
  readonly model: string;
  /** Ids of the components: where requests come from, and where the model runs. */
  readonly source: string;
  readonly server: string;
  /** When each request is due, in rising order: what the simulator draws on the same seed and replication. */
  readonly arrivalSeconds: Float64Array;
  readonly durationSeconds: number;
  /** Requests that are due earlier are served and not counted. */
  readonly warmUpSeconds: number;
  readonly policy: BatchingPolicy;
  /** Waiting places; Infinity without a limit. */
  readonly queueCapacity: number;
  /** An answer that takes longer counts as timed out; Infinity without a limit. */
  readonly timeoutSeconds: number;
}

/** Longest real run: nobody watches a clock for longer. */
export const LONGEST_RUN_SECONDS = 60;
/** Most requests of a real run: what one event loop can send in that time. */
export const MOST_REQUESTS = 200_000;
