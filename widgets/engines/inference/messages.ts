import type { Problem } from '../../kit/problem.ts';
import type { ColdStartParts, CurveQuality, ServiceCurve } from '../../kit/service-curve.ts';
import type { VariantSetting } from './onnx/variant.ts';

/** What the page and the inference worker say to each other. */

/** A model file and what is known of it beforehand. Whatever is given is checked before the model is used. */
export interface ModelSource {
  /** Address of the `.onnx` file; relative addresses are resolved against the page. */
  readonly url: string;
  /** Lower-case hexadecimal SHA-256 of the file. */
  readonly sha256?: string | undefined;
  /** Size of the file in bytes. */
  readonly bytes?: number | undefined;
  /** Name of the one input, a float32 tensor of shape [rows, features]. Default `features`. */
  readonly inputName?: string | undefined;
  /** Name of the output to read, a float32 tensor of shape [rows, 1]. Default `probability`. */
  readonly outputName?: string | undefined;
  /** Numbers in a row; absent means that the model's own shape decides. */
  readonly featureCount?: number | undefined;
  /** Another width or precision to make from the file, once it is checked; see `variantSource`. Absent opens the file as it is. */
  readonly variant?: VariantSetting | undefined;
  /** Threads of the runtime. More than one only where the page is cross-origin isolated; elsewhere it is one. Default 1. */
  readonly threads?: number | undefined;
}

/** One row of features; `null` (or NaN) means unknown. */
export type FeatureRow = readonly (number | null)[];

/** Sent while a model is loaded. `runtime` is the inference runtime itself, which a browser keeps after the first time. */
export interface LoadProgress {
  readonly phase: 'runtime' | 'model' | 'session' | 'firstRun';
  /** Bytes received so far in this phase; 0 in the phases without a download. */
  readonly loadedBytes: number;
  /** Bytes expected in this phase, or null where nobody knows. */
  readonly totalBytes: number | null;
}

/** What loading cost, part by part. Times are of one load on one device: a cold start seen from inside. */
export interface LoadReport extends ColdStartParts {
  readonly url: string;
  /** Size of the file that was received. */
  readonly bytes: number;
  /** Size of what was opened: of a variant that was made from the file another one. */
  readonly openedBytes: number;
  /** Lower-case hexadecimal SHA-256 of the bytes received. */
  readonly sha256: string;
  readonly featureCount: number;
  /** Threads that the runtime was given. */
  readonly threads: number;
  /** The five parts together, in seconds. */
  readonly totalSeconds: number;
}

/** Sent while a service curve is measured. */
export interface MeasureProgress {
  readonly phase: 'warmUp' | 'timing' | 'driftCheck';
  /** Share of the expected time that is over, from 0 to 1. */
  readonly fraction: number;
  /** The model and the batch size timed last. */
  readonly model: string;
  readonly batchSize: number;
  /** Share of the processor's time that something else took so far, from 0 to 1. */
  readonly contentionShare: number;
}

/** How far a measurement can be trusted; to be shown beside the curve. */
export interface MeasurementQuality extends CurveQuality {
  /** True when the drift is at most 15 %; otherwise the device was busy or throttled, and nothing is to be kept. */
  readonly isSteady: boolean;
  /** For each batch size: (third quartile − first quartile) / median over the timed blocks. Above about 0.3 something else was running. */
  readonly blockSpread: readonly { readonly batchSize: number; readonly relative: number }[];
}

/** One model to measure. */
export interface SubjectInput {
  readonly model: string;
  /** Real rows to make the batches from, at least one; they are used in turn. */
  readonly rows: readonly FeatureRow[];
  /** Where the model is; absent for the one that is loaded. */
  readonly source?: ModelSource | undefined;
  /** Rows that one request asks for; the curve is then over batches of requests. Default 1. */
  readonly rowsPerRequest?: number | undefined;
}

/** Input of the worker's `serve`: batches are ordered and answered over the port. */
export interface ServeInput {
  readonly port: MessagePort;
  readonly rows: readonly FeatureRow[];
  readonly rowsPerRequest: number;
}

/** Sent over the port: score a batch of so many requests. */
export interface BatchOrder {
  readonly size: number;
}

/** Sent back over the port; the model's own time in seconds. */
export type BatchAnswer =
  | { readonly ok: true; readonly modelSeconds: number }
  | { readonly ok: false; readonly message: string };

/** Input of the worker's `measure`. */
export interface MeasureInput {
  readonly subjects: readonly SubjectInput[];
  readonly batchSizes: readonly number[];
  /** See `HarnessSetting`. */
  readonly timingSeconds?: number | undefined;
}

/** Curve and quality of one model. */
export interface MeasuredSubject {
  readonly curve: ServiceCurve;
  readonly quality: MeasurementQuality;
}

/** Answer of the worker's `measure`, in the order of the subjects. */
export type MeasureAnswer =
  | { readonly ok: true; readonly measured: readonly MeasuredSubject[] }
  | { readonly ok: false; readonly problem: Problem };

/** Answer of the worker's `load`: faults of the file are answers, so that they keep their parts. */
export type LoadAnswer =
  | { readonly ok: true; readonly report: LoadReport }
  | { readonly ok: false; readonly problem: Problem };
