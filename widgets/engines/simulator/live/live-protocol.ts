import type { ReplicationPart } from '../replication.ts';
import type { Scenario } from '../scenario.ts';
import type { Curves } from '../service/service-law.ts';
import type { LiveFrame } from './live-frame.ts';
import type { LiveLink } from './live-graph.ts';
import type { LiveEntry } from './live-log.ts';

/** What the page and the worker of a live run say to each other: the kinds of `WorkerCaller.call`. All of it plain data and typed arrays. */

/** `begin`: takes the place of the run before. */
export interface LiveBegin {
  readonly scenario: Scenario;
  readonly curves: Curves;
  /** Simulates without stopping up to here: the past of a run that goes on from there. */
  readonly fromSeconds: number;
  readonly frameSeconds: number;
}

export interface LiveBegun {
  readonly links: readonly LiveLink[];
  readonly durationSeconds: number;
  readonly warmUpSeconds: number;
  readonly look: LiveLook;
}

/** `advance`: towards `untilSeconds`, for about `budgetSeconds` of the worker's own time at most. */
export interface LiveAdvance {
  readonly untilSeconds: number;
  readonly budgetSeconds: number;
  /** What the frame averages over, in simulated seconds. */
  readonly frameSeconds: number;
}

/** The run at this moment. */
export interface LiveLook {
  readonly reachedSeconds: number;
  readonly hasEnded: boolean;
  readonly frame: LiveFrame;
  /** Entries that are new or have changed, each with its place in the log. */
  readonly log: readonly (readonly [index: number, entry: LiveEntry])[];
  /** Entries that there was no room for. */
  readonly leftOut: number;
}

/** `recall`: the span of the timeline that a moment lies in. Answers with a `LiveFrame`, or null when nothing is recorded yet. */
export interface LiveRecall {
  readonly atSeconds: number;
}

/** `finish` answers with this, of a run that has ended. */
export type LiveFinish = ReplicationPart;
