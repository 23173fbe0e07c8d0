/** How long a model takes for a batch of `batchSize` rows, as timed on one device. */
export interface ServiceCurvePoint {
  readonly batchSize: number;
  /** Median over timed blocks of the time of one call, in seconds. */
  readonly medianSeconds: number;
  /** 95th percentile of single calls, in seconds; null where the clock is too coarse to see single calls. */
  readonly p95Seconds: number | null;
  /** Timed calls behind this point. */
  readonly runs: number;
}

/** The straight line s(b) = base + perItem · b fitted to the medians with weights 1/s² and both terms at least 0. */
export interface AffineFit {
  readonly baseSeconds: number;
  readonly perItemSeconds: number;
  /** Mean of |fit − median| / median over the points. */
  readonly meanRelativeError: number;
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
  /** ISO 8601 date and time. */
  readonly measuredAt: string;
  /** In rising order of batch size, at least one. */
  readonly points: readonly ServiceCurvePoint[];
  readonly fit: AffineFit;
  /** Times of one call with one row, in seconds, at most 1,000: what the simulator draws the spread of service times from. */
  readonly samplesSeconds: readonly number[];
  /** What a sample is: one timed call, or the mean of a timed block where the clock is too coarse to see a single call. */
  readonly samplesAre: 'singleCalls' | 'blockMeans';
}
