/** What a run answers. Times are in seconds, money in US dollars. Replications are taken together: counts, totals and costs are sums over them. */
export interface SimulationResult {
  readonly title: string;
  readonly seed: number;
  readonly replications: number;
  readonly requests: RequestCounts;
  readonly sojournTimeSeconds: TimeSummary;
  /** Completions per second of the time after the warm-up. */
  readonly throughputPerSecond: number;
  /** How the percentiles were taken. */
  readonly percentiles: 'histogram, within 0.4 %';
  /** The distribution of the sojourn time for curves; `seconds` is empty when nothing was completed. */
  readonly sojournQuantiles: { readonly probabilities: readonly number[]; readonly seconds: readonly number[] };
  /**
   * Age of the data behind an answer when it is used. Where a batch job publishes predictions: the average over time of now minus the moment the
   * published rows were taken. Otherwise: the sojourn time.
   */
  readonly predictionAgeSeconds: {
    readonly mean: number | null;
    readonly p95: number | null;
    readonly max: number | null;
  };
  /** Keyed by component id. */
  readonly components: Readonly<Record<string, ComponentResult>>;
  readonly cost: CostResult;
  /** Grams of CO2-equivalent of the computing in the simulated time after the warm-up, over all replications. */
  readonly carbonGrams: number;
  readonly objectives: readonly ObjectiveResult[];
  /** What to know before a number is quoted, in sentences for people: means whose interval is wider than 5 %, a warm-up that was not found. */
  readonly warnings: readonly string[];
  /** Where the run left its warm-up to MSER-5. */
  readonly warmUp?: { readonly rule: 'mser5'; readonly seconds: number; readonly isFound: boolean };
  /** Of the first replication, from the end of the warm-up. */
  readonly timeline: Timeline;
  readonly engine: { readonly events: number; readonly elapsedSeconds: number };
}

/**
 * Requests, events and rows that arrived after the warm-up, each counted once:
 * offered = completed + rejected + throttled + timedOut + failed + inSystem.
 */
export interface RequestCounts {
  readonly offered: number;
  readonly completed: number;
  /** Turned away by a full queue. */
  readonly rejected: number;
  /** Turned away by a rate limit. */
  readonly throttled: number;
  /** Answered later than the gateway waits, or still unanswered by then at the end. */
  readonly timedOut: number;
  readonly failed: number;
  /** Still on their way when the run ended. */
  readonly inSystem: number;
}

/** Seconds per observation. Every number is null when nothing was observed; `ci95` is null when there are fewer than two batches or replications. */
export interface TimeSummary {
  readonly mean: number | null;
  /** 95 % confidence interval of the mean, Student's t. */
  readonly ci95: readonly [number, number] | null;
  readonly p50: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
  readonly max: number | null;
}

/** What one component did. Keys that do not belong to its kind are absent. */
export interface ComponentResult {
  readonly kind: string;
  /** Requests that reached it, and those that left it served. */
  readonly arrivals: number;
  readonly completed: number;
  /** Over requests that started service. */
  readonly waitingTimeSeconds?: TimeSummary;
  readonly sojournTimeSeconds?: TimeSummary;
  /** Averages over time. */
  readonly queueLength?: number;
  readonly numberInSystem?: number;
  readonly utilisation?: number;
  /** Share of its arrivals that it turned away (full queue or rate limit); null when there were none. */
  readonly rejectedFraction?: number | null;
  readonly batchSize?: {
    readonly mean: number | null;
    /** Of a station that batches: [size, batches of that size], and of what the model was run with, the share that was padding. */
    readonly histogram?: readonly (readonly [number, number])[];
    readonly paddingFraction?: number | null;
  };
  /** Of a model server: seconds of its servers spent on requests whose asker had left, and requests that waited too long for its queue. */
  readonly zombieSeconds?: number;
  readonly queueTimedOut?: number;
  readonly hitRatio?: number;
  readonly replicas?: {
    readonly mean: number;
    readonly max: number;
    readonly changes: readonly (readonly [number, number])[];
  };
  /** Of a log: records appended and not yet committed by the consumers. */
  readonly lag?: { readonly mean: number; readonly max: number; readonly end: number };
  /** Of a batch job: runs finished, and the time from start to publication. */
  readonly jobs?: { readonly published: number; readonly meanMakespanSeconds: number | null };
  /**
   * Of a language-model server: time from its arrival to a request's first token; mean time of each later token of a request; every gap between two
   * tokens; sequences put back for lack of cache; share of the cache in use; tokens generated and prompt tokens computed. Its batchSize is the number of sequences in a step.
   */
  readonly ttftSeconds?: TimeSummary;
  readonly tpotSeconds?: TimeSummary;
  readonly interTokenSeconds?: TimeSummary;
  readonly preemptions?: number;
  readonly kvOccupancy?: { readonly mean: number; readonly max: number };
  readonly tokensPerSecond?: number;
  readonly promptTokensPerSecond?: number;
  /** Of functions: what their instances did. */
  readonly functions?: FunctionsResult;
  /** Nodes under autoscaled replicas, booting ones included: average over time, and most at once. */
  readonly nodes?: { readonly mean: number; readonly max: number };
  /** Of a model server that spills over: requests that went elsewhere, and their share of its arrivals. */
  readonly spillOver?: { readonly requests: number; readonly fraction: number | null };
  readonly costUsd: number;
}

/** Fractions are shares of the requests that were not throttled. Null where there were none. */
export interface FunctionsResult {
  /** Requests that needed an instance to start, and how long they waited for it. */
  readonly coldStartFraction: number | null;
  readonly meanColdStartSeconds: number | null;
  /** Requests that a provisioned instance took. */
  readonly provisionedFraction: number | null;
  /** Starting, idle and busy ones together. */
  readonly instances: { readonly mean: number; readonly max: number };
  /** Average over time. */
  readonly idleInstances: number;
  readonly throttled: number;
  /** Time with work times memory, INIT included; provisioned time without work is not in it. */
  readonly billedGbSeconds: number;
}

/** Money for the simulated time after the warm-up, over all replications. */
export interface CostResult {
  readonly totalUsd: number;
  readonly usdPerDay: number;
  /** Null when nothing was completed. */
  readonly usdPer1000Completed: number | null;
  /** US dollars by what is paid for, for example `compute`, `gateway`, `log`, `egress`. */
  readonly breakdown: Readonly<Record<string, number>>;
  /** The dated prices that were used, for provenance. */
  readonly prices: readonly {
    readonly name: string;
    readonly usd: number;
    readonly per: string;
    readonly date: string;
    readonly source: string;
    readonly isAssumed: boolean;
  }[];
}

export interface ObjectiveResult {
  readonly metric: string;
  readonly atMost?: number;
  readonly atLeast?: number;
  /** Null when the run observed nothing to take the value from; the objective is then not met. */
  readonly value: number | null;
  readonly met: boolean;
}

/** At most 240 equal buckets over the time after the warm-up; bucket i starts at startSeconds + i · bucketSeconds. */
export interface Timeline {
  readonly bucketSeconds: number;
  readonly startSeconds: number;
  /** Requests created in the bucket. */
  readonly arrivals: readonly number[];
  /** Requests answered in the bucket. */
  readonly completed: readonly number[];
  /** 95th percentile of the sojourn time of those answered in the bucket; null where there were none. */
  readonly p95Seconds: readonly (number | null)[];
  /** Averages over the bucket, keyed by component id. */
  readonly components: Readonly<
    Record<string, { readonly queueLength: readonly number[]; readonly utilisation: readonly number[] }>
  >;
}
