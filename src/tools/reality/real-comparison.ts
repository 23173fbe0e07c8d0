import { type ContentionLight, contentionLight } from '../../../widgets/engines/inference/contention.ts';
import type { MeasuredSubject } from '../../../widgets/engines/inference/messages.ts';
import {
  type Comparison,
  compareRuns,
  type PlannedRun,
} from '../../../widgets/engines/simulator/reality/compare-runs.ts';
import { type Explanation, explainRuns } from '../../../widgets/engines/simulator/reality/explain-runs.ts';
import { planRealRun } from '../../../widgets/engines/simulator/reality/plan-real-run.ts';
import { type Overhead, predict } from '../../../widgets/engines/simulator/reality/predict.ts';
import type { RealPlan } from '../../../widgets/engines/simulator/reality/real-plan.ts';
import type { RunRecord } from '../../../widgets/engines/simulator/reality/run-record.ts';
import type { Scenario } from '../../../widgets/engines/simulator/scenario.ts';
import { curveSeconds } from '../../../widgets/engines/simulator/service/measured.ts';
import { refuse } from '../simulate/refusal.ts';
import { GarbageCollections } from './garbage-collections.ts';
import { OtherPrograms } from './other-programs.ts';

/** A prediction beside what happened, and what the simulator left out. Times in seconds. */
export interface RealComparison extends Comparison, Explanation {
  /** What was put into the model beyond the curve: into every batch, and on top of every latency. */
  readonly batchOverheadSeconds: number;
  readonly delaySeconds: number;
  /** Share of all processors that other programs took during the runs. */
  readonly otherProgramsShare: number;
  /** The larger of that and of the share of requests that were sent late, and the light for it; a drifting measurement is busy whatever the share. */
  readonly contentionShare: number;
  readonly light: ContentionLight;
  /** Of the measurement before the runs; above 15 % nothing of it is to be believed. */
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

export interface ComparisonSetting {
  readonly scenario: Scenario;
  readonly replications: number;
  readonly measured: MeasuredSubject;
  readonly overhead: Overhead;
  readonly run: (plan: RealPlan) => Promise<RunRecord>;
}

/** Predicts, then runs, then compares; the prediction knows nothing of the run. */
export async function compareWithReality(setting: ComparisonSetting): Promise<RealComparison> {
  const { scenario, replications, measured, overhead, run } = setting;
  const { curve, quality } = measured;
  const { server } = planOrRefuse(scenario);
  const prediction = predict(scenario, { server, curve, overhead, replications });
  const others = new OtherPrograms();
  const collections = new GarbageCollections();
  const runs: PlannedRun[] = [];
  for (let replication = 0; replication < replications; replication++) {
    const plan = planOrRefuse(scenario, replication);
    runs.push({ plan, record: await run(plan) });
  }
  const { share } = others;
  collections.end();
  const { count, totalSeconds, longestSeconds } = collections;
  const explanation = explainRuns(runs, (size) => curveSeconds(curve, size), overhead.delaySeconds);
  const contentionShare = Math.max(share, explanation.sentLateShare ?? 0);
  return {
    ...compareRuns(prediction, runs),
    ...explanation,
    batchOverheadSeconds: prediction.batchOverheadSeconds,
    delaySeconds: overhead.delaySeconds,
    otherProgramsShare: share,
    contentionShare,
    light: quality.isSteady ? contentionLight(contentionShare) : 'busy',
    driftRelative: quality.driftRelative,
    garbageCollections: { count, totalSeconds, longestSeconds },
  };
}
