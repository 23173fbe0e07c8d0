import type { StreamResult } from './streaming/stream-result.ts';
import type { BatchFigures } from './batch/batch-result.ts';
import type { CostResult, EnergyResult } from './cost/cost-result.ts';
import type { CallsResult } from './calls/calls-result.ts';
import type { DeliveryResult } from './delivery/delivery-result.ts';
import type { GuardsResult } from './guards/guards-result.ts';

export type { CostResult, EnergyResult } from './cost/cost-result.ts';

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
  readonly energy: EnergyResult;
  /** Keyed by `<from>-<to>`: links that are more than a delay. */
  readonly links?: Readonly<Record<string, LinkResult>>;
  /** Where components say how good their answers are: the mean over the completed requests that such a component served last, and how many these are. */
  readonly quality?: { readonly mean: number | null; readonly answers: number };
  readonly availability: AvailabilityResult;
  /** Where the scenario has objectives with an error budget: in their order. */
  readonly slos?: readonly SloResult[];
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
export interface ComponentResult
  extends Partial<CallsResult>,
    Partial<GuardsResult>,
    Partial<DeliveryResult>,
    Partial<StreamResult>,
    BatchFigures {
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
  /** Requests that failed here: by chance at the end of their service, or because what had them went down. */
  readonly failed?: number;
  /** Of a model server: seconds of its servers spent on requests whose asker had left, and requests that waited too long for its queue. */
  readonly zombieSeconds?: number;
  readonly queueTimedOut?: number;
  /** Of a cache: share of the look-ups that it answered itself, and what else became of them. */
  readonly hitRatio?: number | null;
  readonly cache?: CacheResult;
  readonly replicas?: {
    readonly mean: number;
    readonly max: number;
    readonly changes: readonly (readonly [number, number])[];
  };
  /** Of a log: records appended and not yet committed by the consumers. */
  readonly lag?: { readonly mean: number; readonly max: number; readonly end: number };
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
  /** Of a feature store: age of what look-ups found, look-ups whose row was too old to be served, and of the rows served the share whose true value had changed. */
  readonly featureAgeSeconds?: TimeSummary;
  readonly missingFraction?: number | null;
  readonly skewFraction?: number | null;
  /** Nodes under autoscaled replicas, booting ones included: average over time, and most at once. */
  readonly nodes?: { readonly mean: number; readonly max: number };
  /** Of a model server that spills over: requests that went elsewhere, and their share of its arrivals. */
  readonly spillOver?: { readonly requests: number; readonly fraction: number | null };
  /** Of what is paid for by time: the share of that time without work. */
  readonly idleShare?: number;
  readonly costUsd: number;
}

/** What was up and what was answered after the warm-up, over all replications. */
export interface AvailabilityResult {
  /** Of the requests that came to an end, the share that was completed; and what is missing, as minutes in 30 days. Null when none came to an end. */
  readonly requestsAnswered: number | null;
  readonly downMinutesPer30Days: number | null;
  /** Keyed by component id: those that faults may take down. */
  readonly components?: Readonly<Record<string, ComponentAvailability>>;
}

/** Units are replicas, workers or consumers, or the component itself where it only goes down as a whole. */
export interface ComponentAvailability {
  readonly units: number;
  /** Share of the units' time in which they were up. */
  readonly up: number;
  /** By number of units: share of time in which at least so many were up. */
  readonly upAtLeast: Readonly<Record<string, number>>;
  /** Outages of units that began, and how long they took on average; null without any. */
  readonly outages: number;
  readonly meanOutageSeconds: number | null;
  /** Requests that came while the whole component was down. */
  readonly refused: number;
  /** The same shares in the long run, from the arithmetic of independent and common causes; absent where it does not apply. */
  readonly expected?: { readonly up: number; readonly upAtLeast: Readonly<Record<string, number>> };
}

/** Requests that came to an end since the warm-up as running totals, at moments of the first replication in seconds of the run; at most 240. */
export interface SloCourse {
  readonly seconds: readonly number[];
  readonly good: readonly number[];
  readonly bad: readonly number[];
}

/** An objective with an error budget after the warm-up. Counts are over all replications; null when no request came to an end. */
export interface SloResult {
  readonly id?: string;
  readonly target: number;
  readonly good: number;
  readonly bad: number;
  readonly errorRatio: number | null;
  /** How many times faster than allowed the budget was spent, and the share of the whole budget that one run of this length spends. */
  readonly burnRate: number | null;
  readonly budgetSpent: number | null;
  readonly course: SloCourse;
  readonly alerts: readonly {
    readonly severity: 'page' | 'ticket';
    readonly longSeconds: number;
    readonly shortSeconds: number;
    readonly burnRate: number;
    /** How often it went on, and the share of time in which it was on. */
    readonly fired: number;
    readonly activeShare: number;
    /** Of the first replication: [on, off] in seconds of the run; null where it was still on at the end. */
    readonly firings: readonly (readonly [number, number | null])[];
  }[];
}

/** A link after the warm-up, over all replications. `up` is from `from` to `to`. */
export interface LinkResult {
  readonly up: LinkDirectionResult;
  readonly down: LinkDirectionResult;
  /** Where the link has outages: how many began, and the share of the time it was down. */
  readonly outages?: number;
  readonly downFraction?: number | null;
}

/** Messages are requests and answers. */
export interface LinkDirectionResult {
  readonly messages: number;
  readonly bytes: number;
  /** Lost more often than they were sent again; and failed for that or because the link was down. */
  readonly lost: number;
  readonly failed: number;
  /** Share of the time in which something was being sent; absent with a store. */
  readonly utilisation?: number | null;
  /** From being handed to the link until the last byte was sent, waits included. */
  readonly transferSeconds: TimeSummary;
  /** Where the sender stores messages: how many, those it had no room for, those sent twice, and batches sent. */
  readonly stored?: {
    readonly mean: number | null;
    readonly max: number;
    readonly dropped: number;
    readonly duplicates: number;
    readonly batches: number;
  };
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

/** What a cache did with the look-ups after the warm-up. Null where there were none. */
export interface CacheResult {
  readonly lookups: number;
  /** Shares of the look-ups that waited for a fetch under way. */
  readonly coalescedFraction: number | null;
  /** Shares of the hits: past their freshness, "there is nothing", and with a true value that had changed. */
  readonly staleFraction: number | null;
  readonly negativeFraction: number | null;
  readonly outdatedFraction: number | null;
  /** Of the hits: since the value was stored. */
  readonly ageSeconds: TimeSummary;
  /** Fetches in the background, and entries that made room for others. */
  readonly refreshes: number;
  readonly evictions: number;
  /** Entries held: average over time, and most at once. */
  readonly items: { readonly mean: number; readonly max: number };
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
