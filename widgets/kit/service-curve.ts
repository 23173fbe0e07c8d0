/** How long a model takes for a batch of `batchSize` rows, as timed on one device. */
export interface ServiceCurvePoint {
  readonly batchSize: number;
  /** Median over timed blocks of the time of one call, in seconds. */
  readonly medianSeconds: number;
  /** 95th percentile of single calls, in seconds; null where the clock is too coarse to see single calls. */
  readonly p95Seconds: number | null;
  /** 99th percentile of at least 1,000 single calls, in seconds; null or absent where there are fewer, or where the clock is too coarse. */
  readonly p99Seconds?: number | null | undefined;
  /** Timed calls behind this point. */
  readonly runs: number;
}

/** The straight line s(b) = base + perItem · b fitted to the medians with weights 1/s² and both terms at least 0. */
export interface AffineFit {
  readonly baseSeconds: number;
  readonly perItemSeconds: number;
  /** Mean of |fit − median| / median over the points. */
  readonly meanRelativeError: number;
  /** Largest |fit − median| / median over the points; absent in curves of before it was kept. */
  readonly maxRelativeError?: number | undefined;
}

/** How far a measurement can be trusted. */
export interface CurveQuality {
  /** Relative change of the time of one row (lower quartile of the blocks) between the run and its repeat at the end; 0.2 is 20 % slower at the end. */
  readonly driftRelative: number;
  /** Share of the processor's time, from 0 to 1, that something else took: 1 − fastest / mean time of a fixed piece of arithmetic timed between the blocks. */
  readonly contentionShare: number;
}

/** What a start cost before the first answer, part by part, in seconds: a cold start seen from inside. */
export interface ColdStartParts {
  /** Fetching the inference runtime; from the browser's own store after the first time. */
  readonly runtimeSeconds: number;
  /** Fetching and checking the model file. */
  readonly downloadSeconds: number;
  /** Compiling and starting the runtime. */
  readonly compileSeconds: number;
  /** Opening the model. */
  readonly sessionSeconds: number;
  /** The first prediction, one row. */
  readonly firstRunSeconds: number;
}

/** A published factor that a curve was multiplied by to stand for other hardware. What was scaled is assumed, no longer measured. */
export interface CurveScaling {
  /** Id and label of the hardware profile. */
  readonly profile: string;
  readonly label: string;
  /** Every time of the measured curve is multiplied by this. */
  readonly times: number;
  readonly source: string;
  /** When the source said so, ISO 8601 date. */
  readonly date: string;
}

/** A model's measured service curve: made by the inference engine, run on by the simulator, kept in the learner's record. */
export interface ServiceCurve {
  /** Id of the model card, for example `titanic-mlp`. */
  readonly model: string;
  /** `measured` on this device, or `recorded` on the reference device and shipped with the course. */
  readonly source: 'measured' | 'recorded';
  /** What a person would call the device: system and number of cores. */
  readonly device: string;
  readonly browser: string;
  readonly threads: number;
  /** Smallest step of the clock that timed it, in seconds. */
  readonly clockStepSeconds: number;
  /** Whether the page was cross-origin isolated, which decides how fine its clock is. */
  readonly isIsolated?: boolean | undefined;
  /** ISO 8601 date and time. */
  readonly measuredAt: string;
  /** In rising order of batch size, at least one. */
  readonly points: readonly ServiceCurvePoint[];
  readonly fit: AffineFit;
  /** Times of one call with one row, in seconds, at most 1,000: what the simulator draws the spread of service times from. */
  readonly samplesSeconds: readonly number[];
  /** What a sample is: one timed call, or the mean of a timed block where the clock is too coarse to see a single call. */
  readonly samplesAre: 'singleCalls' | 'blockMeans';
  readonly quality?: CurveQuality | undefined;
  /** The start of the model that was measured; absent where it was not timed. */
  readonly coldStart?: ColdStartParts | undefined;
  /** Present when the times were scaled to other hardware: they are then assumed. */
  readonly scaling?: CurveScaling | undefined;
}
