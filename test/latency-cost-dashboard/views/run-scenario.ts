// A scenario run as the page runs it: each replication by itself and all together. And a page's client without workers.
import { readFileSync } from 'node:fs';
import type { RunOptions } from '../../../widgets/engines/simulator/client.ts';
import { ReplicationFold, resultAlone } from '../../../widgets/engines/simulator/parallel/fold-replications.ts';
import { parseScenario } from '../../../widgets/engines/simulator/parse-scenario.ts';
import { ReplicationRun } from '../../../widgets/engines/simulator/replication.ts';
import type { SimulationResult } from '../../../widgets/engines/simulator/result.ts';
import type { Scenario } from '../../../widgets/engines/simulator/scenario.ts';
import type { ViewRun } from '../../../widgets/latency-cost-dashboard/views/view-run.ts';

export function accepted(input: unknown): Scenario {
  const parsed = parseScenario(input);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems, undefined, 1));
  return parsed.value;
}

/** A scenario of the course. */
export const courseScenario = (name: string): Scenario =>
  accepted(JSON.parse(readFileSync(new URL(`../../../content/scenarios/${name}.json`, import.meta.url), 'utf8')));

export function simulateEach(scenario: Scenario, options: RunOptions = {}) {
  const { seed = scenario.run.seed, replications = scenario.run.replications, curves = {} } = options;
  const fold = new ReplicationFold(scenario, seed);
  const alone = Array.from({ length: replications }, (_, replication): SimulationResult => {
    const run = new ReplicationRun(scenario, seed, replication, curves, undefined);
    while (!run.advance(1e6));
    const finished = { part: run.part(), elapsedSeconds: 0 };
    fold.add(finished);
    const one = resultAlone(scenario, seed, finished);
    options.onReplication?.(replication, one);
    return one;
  });
  return { result: fold.result(), alone };
}

export const clientHere = {
  run: (scenario: Scenario, options: RunOptions = {}) => Promise.resolve(simulateEach(scenario, options).result),
};

export function runOf(scenario: Scenario, over: Partial<ViewRun> = {}): ViewRun {
  return { id: 'a', label: scenario.title, look: 1, scenario, curves: {}, ...simulateEach(scenario), ...over };
}
