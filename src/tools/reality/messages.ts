import type { MeasuredSubject } from '../../../widgets/engines/inference/messages.ts';

/** What the inference thread is started with. */
export interface ThreadInput {
  /** Id of the model card. */
  readonly model: string;
  readonly bytes: Uint8Array;
  readonly inputName: string;
  readonly outputName: string;
  /** Real rows, used in turn. */
  readonly rows: readonly (readonly (number | null)[])[];
  /** Rows that one request asks to be scored. */
  readonly rowsPerRequest: number;
  readonly device: string;
}

/** What goes to the inference thread. */
export type ThreadOrder =
  /** Score one batch of so many requests. */
  | { readonly type: 'score'; readonly size: number }
  | { readonly type: 'measure'; readonly batchSizes: readonly number[]; readonly timingSeconds: number };

/** What comes back, in the order of the orders. */
export type ThreadAnswer =
  /** The model is open. */
  | { readonly type: 'ready' }
  /** `modelSeconds`: from the rows being put together to the answer being read. */
  | { readonly type: 'scored'; readonly modelSeconds: number }
  | { readonly type: 'measured'; readonly measured: MeasuredSubject }
  | { readonly type: 'failed'; readonly message: string };
