// Alternatives of the shipped file as they are composed and simulated, for the tests of this folder.
import { resultAlone } from '../../widgets/engines/simulator/parallel/fold-replications.ts';
import { ReplicationRun } from '../../widgets/engines/simulator/replication.ts';
import { simulate } from '../../widgets/engines/simulator/simulate.ts';
import { type Composed, compose } from '../../widgets/latency-cost-dashboard/comparing/compose.ts';
import type { Compared, Simulated } from '../../widgets/latency-cost-dashboard/comparing/outcome.ts';
import { type DashboardState, initialState } from '../../widgets/latency-cost-dashboard/comparing/state.ts';
import { recordedCurve, shippedData } from './shipped-data.ts';

export const startState = initialState(shippedData);
export const composeShipped = (state: DashboardState = startState): Composed[] =>
  compose(state, { data: shippedData, course: undefined, curve: recordedCurve });

/** Runs an alternative as the page does: replication by replication on one seed. */
export function simulateOne(alternative: Compared, replications: number): Simulated {
  const { scenario, curves } = alternative;
  const result = simulate(scenario, { curves, replications });
  return { alternative, result, alone: alonesOf(alternative, replications), refusal: null };
}

function alonesOf({ scenario, curves }: Compared, replications: number) {
  return Array.from({ length: replications }, (_, replication) => {
    const run = new ReplicationRun(scenario, scenario.run.seed, replication, curves);
    while (!run.advance(100_000));
    return resultAlone(scenario, scenario.run.seed, { part: run.part(), elapsedSeconds: 0 });
  });
}
