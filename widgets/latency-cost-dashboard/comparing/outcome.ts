import type { SimulationResult } from '../../engines/simulator/result.ts';
import type { Scenario } from '../../engines/simulator/scenario.ts';
import type { SeriesNumber } from '../../kit/charts/marks.ts';
import type { ServiceCurve } from '../../kit/service-curve.ts';
import type { Alternative } from '../widget-data.ts';

/** What an alternative is called and drawn as. */
export interface Named {
  readonly id: string;
  readonly label: string;
  /** Colour, dash and marker in every chart. */
  readonly look: SeriesNumber;
}

/** An alternative as it is simulated: shared controls, own changes, prices and the seed are written in. */
export interface Compared extends Named {
  /** Of an alternative of the data file. */
  readonly strategy?: Alternative['strategy'] | undefined;
  readonly environment?: Alternative['environment'] | undefined;
  readonly scenario: Scenario;
  /** The service curves that the scenario names, by that name. */
  readonly curves: Readonly<Record<string, ServiceCurve>>;
}

/** What an alternative came to so far. */
export interface Simulated {
  readonly alternative: Compared;
  /** All replications so far taken together. */
  readonly result: SimulationResult;
  /** Replication i by itself, i below `result.replications`: what intervals and paired differences are taken from. */
  readonly alone: readonly SimulationResult[];
  readonly refusal: null;
}

/** An alternative without figures. */
export interface WithoutFigures {
  readonly alternative: Named;
  readonly result: null;
  readonly alone: readonly [];
  /** Why it cannot be simulated, with the number that makes it so, in sentences; null while its first replication runs. */
  readonly refusal: string | null;
}

export type Outcome = Simulated | WithoutFigures;

/** The outcomes that have figures. */
export function simulated(outcomes: readonly Outcome[]): Simulated[] {
  return outcomes.filter((outcome) => outcome.result !== null);
}
