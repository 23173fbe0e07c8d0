import type { ServiceCurve } from '../../../kit/service-curve.ts';
import { ReplicationRun } from '../replication.ts';
import type { SimulationResult } from '../result.ts';
import type { Scenario } from '../scenario.ts';
import { EVENTS_PER_SLICE } from '../simulate.ts';
import { Summary } from '../summary.ts';
import { meanOf, predictedFigures, type RunFigures } from './figures.ts';
import { type CallCost, costAt, type Overhead, withCost } from './overhead.ts';

export interface Prediction {
  readonly figures: RunFigures;
  /** All that the simulator says, without the delay. */
  readonly result: SimulationResult;
  /** By replication: mean latency in seconds; null where nothing was answered. */
  readonly meanSecondsOfEach: readonly (number | null)[];
  /** What every batch was taken to need beyond the curve, in the middle of the replications: a message in seconds, and the model's being slower. */
  readonly batchOverheadSeconds: number;
  readonly slowdown: number;
}

export interface PredictSetting {
  /** Id of the component where the model runs. */
  readonly server: string;
  readonly curve: ServiceCurve;
  /** What was measured before each replication. */
  readonly overheads: readonly Overhead[];
}

/** Rounds of the fixed point below. Each leaves a share of the error that is the slope of the cost over the busy share, a few per cent. */
const ROUNDS = 3;

function simulateOnce(scenario: Scenario, curve: ServiceCurve, replication: number, server: string) {
  const { seed } = scenario.run;
  const run = new ReplicationRun(scenario, seed, replication, { [curve.model]: curve });
  while (!run.advance(EVENTS_PER_SLICE));
  const part = run.part();
  const summary = new Summary(scenario);
  summary.add(part);
  const { sojournTimeSeconds, components } = summary.finish(seed, 0);
  return { part, meanSeconds: sojournTimeSeconds.mean, utilisation: components[server]!.utilisation ?? 0 };
}

/** The scenario on a device whose timers are late: so a batch window is longer than it says. Without one, everything starts on an event. */
function withLateTimers(scenario: Scenario, server: string, { timerLateSeconds }: Overhead): Scenario {
  const components = scenario.components.map((component) => {
    const batching = component.id === server && component.kind === 'modelServer' ? component.batching : undefined;
    if (!batching || !('maxDelaySeconds' in batching) || batching.maxDelaySeconds === 0) return component;
    return { ...component, batching: { ...batching, maxDelaySeconds: batching.maxDelaySeconds + timerLateSeconds } };
  });
  return { ...scenario, components };
}

/** One replication and what its calls cost: that depends on how busy the server is, and that on what its calls cost. */
function simulateServed(
  scenario: Scenario,
  setting: Omit<PredictSetting, 'overheads'>,
  overhead: Overhead,
  replication: number,
) {
  const { server, curve } = setting;
  const late = withLateTimers(scenario, server, overhead);
  let cost: CallCost = costAt(overhead, 1);
  for (let round = 0; ; round++) {
    const run = simulateOnce(late, withCost(curve, cost, overhead.spread), replication, server);
    if (round === ROUNDS) return { ...run, cost };
    cost = costAt(overhead, run.utilisation);
  }
}

/**
 * What the simulator says before the runs: one replication for each of the overheads, which are what was measured before its run. The delay comes on top
 * of every latency: it shifts all requests alike, so they find the same queue, only later.
 */
export function predictEach(scenario: Scenario, { overheads, ...setting }: PredictSetting): Prediction {
  const all = new Summary(scenario);
  const runs = overheads.map((overhead, replication) => {
    const run = simulateServed(scenario, setting, overhead, replication);
    all.add(run.part);
    return { ...run, delaySeconds: overhead.delaySeconds };
  });
  const delaySeconds = meanOf(runs.map((run) => run.delaySeconds)) ?? 0;
  const result = all.finish(scenario.run.seed, 0);
  return {
    result,
    figures: predictedFigures(result, setting.server, delaySeconds),
    meanSecondsOfEach: runs.map((run) => (run.meanSeconds === null ? null : run.meanSeconds + run.delaySeconds)),
    batchOverheadSeconds: meanOf(runs.map(({ cost }) => cost.messageSeconds)) ?? 0,
    slowdown: meanOf(runs.map(({ cost }) => cost.slowdown)) ?? 1,
  };
}

/** The same for runs that were measured for once: so many replications with one overhead. */
export function predict(
  scenario: Scenario,
  {
    overhead,
    replications,
    ...setting
  }: Omit<PredictSetting, 'overheads'> & { readonly overhead: Overhead; readonly replications: number },
): Prediction {
  return predictEach(scenario, { ...setting, overheads: Array.from({ length: replications }, () => overhead) });
}
