import { type ContentionLight, contentionLight } from '../../../widgets/kit/contention-light.ts';
import type { MeasuredSubject } from '../../../widgets/engines/inference/messages.ts';
import {
  type Comparison,
  compareRuns,
  type PlannedRun,
} from '../../../widgets/engines/simulator/reality/compare-runs.ts';
import { type Explanation, explainRuns } from '../../../widgets/engines/simulator/reality/explain-runs.ts';
import { planRealRun } from '../../../widgets/engines/simulator/reality/plan-real-run.ts';
import { costAt, meanOverhead, type Overhead } from '../../../widgets/engines/simulator/reality/overhead.ts';
import { predict, predictEach } from '../../../widgets/engines/simulator/reality/predict.ts';
import type { RealPlan } from '../../../widgets/engines/simulator/reality/real-plan.ts';
import type { RunRecord } from '../../../widgets/engines/simulator/reality/run-record.ts';
import type { Scenario } from '../../../widgets/engines/simulator/scenario.ts';
import { curveSeconds } from '../../../widgets/engines/simulator/service/measured.ts';
import { relativeError } from '../../../widgets/engines/simulator/reality/figures.ts';
import type { ServiceCurve } from '../../../widgets/kit/service-curve.ts';
import { driftLimit } from '../../../widgets/engines/inference/harness.ts';
import { refuse } from '../simulate/refusal.ts';
import { GarbageCollections } from './garbage-collections.ts';
import { OtherPrograms } from './other-programs.ts';

/** A prediction beside what happened, and what the simulator left out. Times in seconds. */
export interface RealComparison extends Comparison, Explanation {
  /** What was put into the model beyond the curve: into every batch, how much slower than it, and on top of every latency. */
  readonly batchOverheadSeconds: number;
  readonly slowdown: number;
  readonly delaySeconds: number;
  /** What a call cost was measured so often, by turns with the runs. */
  readonly calibrations: number;
  /**
   * The mean latency predicted from every other of these measurements, relative to the one predicted from the rest: how far two predictions of one
   * thing are apart, which no comparison can be better than. Null where nothing was answered.
   */
  readonly splitHalfOfMean: number | null;
  /** The longest time of a call among these measurements, relative to the shortest, less 1. */
  readonly callSpread: number;
  /** Share of all processors that other programs took during the runs. */
  readonly otherProgramsShare: number;
  /** The larger of that and of the share of requests that were sent late, and the light for it; a measurement that drifted turns it on whatever the share. */
  readonly contentionShare: number;
  readonly light: ContentionLight;
  /** Of the measurement of the curve; above 15 % nothing of it is to be believed. */
  readonly driftRelative: number;
  readonly garbageCollections: {
    readonly count: number;
    readonly totalSeconds: number;
    readonly longestSeconds: number;
  };
}

/** The plan of one replication. Throws a `Refusal` that tells what cannot be run for real. */
export function planOrRefuse(scenario: Scenario, replication = 0): RealPlan {
  const plan = planRealRun(scenario, replication);
  if (plan.ok) return plan.value;
  refuse('The scenario cannot be run for real:', plan.problems);
}

/** A machine whose calls' time varies by more than the harness lets a measurement drift was not one machine: the light is on. */
function lightOf(share: number, isSteady: boolean, callSpread: number): ContentionLight {
  if (!isSteady) return 'busy';
  const light = contentionLight(share);
  return light === 'free' && callSpread > driftLimit ? 'shared' : light;
}

export interface ComparisonSetting {
  readonly scenario: Scenario;
  readonly replications: number;
  readonly measured: MeasuredSubject;
  /** What a call cost, where that was measured already. */
  readonly overheads?: readonly Overhead[];
  /** Measures what a call costs now: made before the first run, unless it was measured already, and after each. */
  readonly calibrate: () => Promise<Overhead>;
  readonly run: (plan: RealPlan) => Promise<RunRecord>;
}

/**
 * Runs and measurements by turns. A run's prediction is made of the mean of all measurements before it: the speed of a shared machine wanders by some
 * per cent within a second, so that one measurement of a second says less than several.
 */
async function measureAndRun({ scenario, replications, overheads = [], calibrate, run }: ComparisonSetting) {
  const measured = overheads.length > 0 ? [...overheads] : [await calibrate()];
  const before: Overhead[] = [];
  const runs: PlannedRun[] = [];
  for (let replication = 0; replication < replications; replication++) {
    before.push(meanOverhead(measured));
    const plan = planOrRefuse(scenario, replication);
    runs.push({ plan, record: await run(plan) });
    measured.push(await calibrate());
  }
  return { runs, before, measured };
}

/** The longest time of a call of one request, relative to the shortest, less 1. */
function spreadOf(measured: readonly Overhead[], seconds: number, busyShare: number): number {
  const calls = measured.map((overhead) => {
    const { slowdown, messageSeconds } = costAt(overhead, busyShare);
    return slowdown * seconds + messageSeconds;
  });
  return Math.max(...calls) / Math.min(...calls) - 1;
}

/** Two predictions of the mean, each from half of the measurements: see `RealComparison`. */
function splitHalf(
  scenario: Scenario,
  setting: { readonly server: string; readonly curve: ServiceCurve },
  measured: readonly Overhead[],
  replications: number,
) {
  const [even, odd] = [0, 1].map((rest) => {
    const overhead = meanOverhead(measured.filter((_, index) => index % 2 === rest));
    return predict(scenario, { ...setting, overhead, replications }).figures.meanSeconds;
  });
  return relativeError(odd!, even!);
}

/** Measures, runs and compares; a run's prediction is made of what was measured before it, and knows nothing of the run. */
export async function compareWithReality(setting: ComparisonSetting): Promise<RealComparison> {
  const { scenario, measured } = setting;
  const { curve, quality } = measured;
  const { server } = planOrRefuse(scenario);
  const others = new OtherPrograms();
  const collections = new GarbageCollections();
  const { runs, before, measured: calibrations } = await measureAndRun(setting);
  const { share } = others;
  collections.end();
  const { count, totalSeconds, longestSeconds } = collections;
  const prediction = predictEach(scenario, { server, curve, overheads: before });
  const callSpread = spreadOf(calibrations, curveSeconds(curve, 1), prediction.figures.utilisation);
  const { delaySeconds } = meanOverhead(before);
  const explanation = explainRuns(runs, (size) => curveSeconds(curve, size), delaySeconds);
  const contentionShare = Math.max(share, explanation.sentLateShare ?? 0);
  return {
    ...compareRuns(prediction, runs),
    ...explanation,
    batchOverheadSeconds: prediction.batchOverheadSeconds,
    slowdown: prediction.slowdown,
    delaySeconds,
    calibrations: calibrations.length,
    splitHalfOfMean: splitHalf(scenario, { server, curve }, calibrations, runs.length),
    callSpread,
    otherProgramsShare: share,
    contentionShare,
    light: lightOf(contentionShare, quality.isSteady, callSpread),
    driftRelative: quality.driftRelative,
    garbageCollections: { count, totalSeconds, longestSeconds },
  };
}
