import type { SimulationResult } from '../../engines/simulator/result.ts';
import type { Scenario } from '../../engines/simulator/scenario.ts';
import type { ChartProps } from '../../kit/charts/chart-props.ts';
import type { SeriesNumber } from '../../kit/charts/marks.ts';
import type { Provenance } from '../../kit/provenance.ts';
import type { ServiceCurve } from '../../kit/service-curve.ts';

/** One alternative as it was run: what every view is drawn from. */
export interface ViewRun {
  readonly id: string;
  readonly label: string;
  /** The same in every view. */
  readonly look: SeriesNumber;
  readonly scenario: Scenario;
  readonly curves: Readonly<Record<string, ServiceCurve>>;
  /** All replications together, and each by itself. */
  readonly result: SimulationResult;
  readonly alone: readonly SimulationResult[];
}

/** What a view shows: a picture with its sentence and its table. */
export type Picture<Spec> = Omit<ChartProps<Spec>, 'provenance'>;

/** Where the numbers of a run come from. */
export function runProvenance({ result, scenario }: ViewRun): Provenance {
  return {
    kind: 'simulated',
    seed: result.seed,
    replications: result.replications,
    durationSeconds: scenario.run.durationSeconds,
  };
}

/** Of runs that share seed, replications and length: said once. */
export function runsProvenance(runs: readonly ViewRun[]): Provenance[] {
  const said = new Map(runs.map((run) => [JSON.stringify(runProvenance(run)), runProvenance(run)]));
  return [...said.values()];
}
