import type { TimeSummary } from '../result.ts';

/** What batch jobs and tables of their predictions add to the result of a component. Null where there was nothing to take a share or a mean of. */
export interface BatchFigures {
  /** Of a batch job: runs finished, and the time from start to publication. */
  readonly jobs?: { readonly published: number; readonly meanMakespanSeconds: number | null };
  /** Of a batch job, the first replication's first publications, at most 240: [when, moment at which the newest published row was released], in seconds of the run. */
  readonly publications?: readonly (readonly [number, number])[];
  /** Of a batch job: what became of its runs. A superseded one was published when a newer version was in use already. */
  readonly runs?: Readonly<Record<'due' | 'started' | 'skipped' | 'replaced' | 'failed' | 'superseded', number>>;
  /** Of a batch job with a deadline: runs before and after it, and the mean time that was left to those that were published. */
  readonly deadline?: {
    readonly met: number;
    readonly missed: number;
    readonly metFraction: number | null;
    readonly meanSlackSeconds: number | null;
  };
  readonly tasks?: TasksResult;
  /** Of a table of predictions: what look-ups met, and the age of the predictions that they found. */
  readonly lookups?: {
    readonly total: number;
    readonly foundFraction: number | null;
    readonly unpublishedFraction: number | null;
    readonly missingFraction: number | null;
    readonly expiredFraction: number | null;
    readonly ageSeconds: TimeSummary;
  };
}

/** The chunks of a batch job. Times are from a chunk's first start to its end, restarts and retries included. */
export interface TasksResult {
  readonly done: number;
  readonly meanSeconds: number | null;
  readonly attempts: number;
  readonly failures: number;
  readonly stragglers: number;
  readonly copies: number;
  readonly interruptions: number;
  readonly checkpoints: number;
  /** Worker-seconds whose work was lost, and their share of all. */
  readonly wastedSeconds: number;
  readonly wastedFraction: number | null;
}
