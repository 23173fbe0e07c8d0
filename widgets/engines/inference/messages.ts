import type { Problem } from '../../kit/problem.ts';
import type { ServiceCurve } from '../../kit/service-curve.ts';

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
export interface LoadReport {
  readonly url: string;
  readonly bytes: number;
  /** Lower-case hexadecimal SHA-256 of the bytes received. */
  readonly sha256: string;
  readonly featureCount: number;
  /** Fetching the inference runtime (from the browser's own store after the first time), in seconds. */
  readonly runtimeSeconds: number;
  /** Fetching and checking the model file, in seconds. */
  readonly downloadSeconds: number;
  /** Starting the runtime, which compiles it, and opening the model: the runtime does both at its first session. In seconds. */
  readonly sessionSeconds: number;
  /** The first prediction, one row, in seconds. */
  readonly firstRunSeconds: number;
  /** The four parts together, in seconds. */
  readonly totalSeconds: number;
}

/** Sent while a service curve is measured. */
export interface MeasureProgress {
  readonly phase: 'warmUp' | 'timing' | 'driftCheck';
  /** Share of the expected time that is over, from 0 to 1. */
  readonly fraction: number;
  /** The batch size timed last. */
  readonly batchSize: number;
}

/** How far a measurement can be trusted; to be shown beside the curve. */
export interface MeasurementQuality {
  /** Relative change of the one-row median between the run and its repeat at the end; 0.2 is 20 % slower at the end. */
  readonly driftRelative: number;
  /** True when the drift is at most 15 %; otherwise the device was busy or throttled, and the curve should be measured again. */
  readonly isSteady: boolean;
  /** For each batch size: (third quartile − first quartile) / median over the timed blocks. Above about 0.3 something else was running. */
  readonly blockSpread: readonly { readonly batchSize: number; readonly relative: number }[];
}

/** Input of the worker's `measure`. */
export interface MeasureInput {
  readonly model: string;
  readonly batchSizes: readonly number[];
  readonly rows: readonly FeatureRow[];
}

/** Answer of the worker's `measure`. */
export interface MeasureAnswer {
  readonly curve: ServiceCurve;
  readonly quality: MeasurementQuality;
}

/** Answer of the worker's `load`: faults of the file are answers, so that they keep their parts. */
export type LoadAnswer =
  | { readonly ok: true; readonly report: LoadReport }
  | { readonly ok: false; readonly problem: Problem };
