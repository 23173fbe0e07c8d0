import type { MeasuredSubject } from '../../../widgets/engines/inference/messages.ts';
import type { Overhead } from '../../../widgets/engines/simulator/reality/overhead.ts';
import type { Scenario } from '../../../widgets/engines/simulator/scenario.ts';

/** What goes to the thread of the HTTP server. */
export type ServiceOrder =
  | { readonly type: 'measure'; readonly batchSizes: readonly number[]; readonly timingSeconds: number }
  /** Measure what a call costs now, beyond the curve measured last. */
  | { readonly type: 'calibrate'; readonly sizes: readonly number[]; readonly seconds: number }
  /** Serve with the batching and the queue of this scenario; times count from `startMs`, milliseconds since the epoch. */
  | { readonly type: 'begin'; readonly scenario: Scenario; readonly startMs: number }
  /** Tell what was served since. */
  | { readonly type: 'tell' };

/** The batches of a run, as columns; times in seconds from its start. */
export interface ServedBatches {
  readonly startedSeconds: readonly number[];
  readonly endedSeconds: readonly number[];
  readonly sizes: readonly number[];
  readonly modelSeconds: readonly number[];
}

export type ServiceAnswer =
  | { readonly type: 'listening'; readonly port: number }
  | { readonly type: 'measured'; readonly measured: MeasuredSubject }
  | { readonly type: 'calibrated'; readonly overhead: Overhead }
  | { readonly type: 'begun' }
  | { readonly type: 'served'; readonly batches: ServedBatches }
  | { readonly type: 'failed'; readonly message: string };
