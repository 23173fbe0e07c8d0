import type { Comparison } from '../../engines/simulator/reality/compare-runs.ts';
import type { Explanation } from '../../engines/simulator/reality/explain-runs.ts';
import type { RunFigures } from '../../engines/simulator/reality/figures.ts';
import type { Distribution } from '../../engines/simulator/reality/observed-distribution.ts';
import type { Overhead } from '../../engines/simulator/reality/overhead.ts';
import type { Scenario } from '../../engines/simulator/scenario.ts';
import type { ServiceCurve } from '../../kit/service-curve.ts';

/** What the page and the worker that drives a run say to each other. Times in seconds. */

/** Input of `calibrate`: the port of the model, and the curve that was measured over it. */
export interface CalibrateInput {
  readonly port: MessagePort;
  readonly curve: ServiceCurve;
}

/** Input of `predict`. */
export interface PredictInput {
  readonly scenario: Scenario;
  readonly curve: ServiceCurve;
  readonly overhead: Overhead;
}

/** What the simulator says before the run. */
export interface Predicted {
  readonly figures: RunFigures;
  readonly distribution: Distribution;
  /** What every batch was taken to need beyond the model's own time, and how much slower the model was taken to be than its curve. */
  readonly batchOverheadSeconds: number;
  readonly slowdown: number;
}

/** Input of `run`: what the prediction was made from, and another port of the model: each serves one call and is closed. */
export interface RunInput extends PredictInput {
  readonly port: MessagePort;
}

/** Told a few times a second while a run is under way. */
export interface RunProgress {
  /** Share of its time that is over, 0 to 1. */
  readonly share: number;
}

/** A run beside its prediction, and what the simulator left out. */
export interface RunComparison {
  readonly comparison: Comparison;
  readonly explanation: Explanation;
  readonly observed: Distribution;
}
