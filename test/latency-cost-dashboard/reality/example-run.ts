// A small real comparison made by the engine itself: the record of a run on paper with every batch 10 % slower than predicted.
import { compareRuns } from '../../../widgets/engines/simulator/reality/compare-runs.ts';
import { explainRuns } from '../../../widgets/engines/simulator/reality/explain-runs.ts';
import { observedDistribution } from '../../../widgets/engines/simulator/reality/observed-distribution.ts';
import { runOnPaper } from '../../../widgets/engines/simulator/reality/on-paper.ts';
import { NO_OVERHEAD } from '../../../widgets/engines/simulator/reality/overhead.ts';
import { planRealRun } from '../../../widgets/engines/simulator/reality/plan-real-run.ts';
import { predict } from '../../../widgets/engines/simulator/reality/predict.ts';
import { FIRST_CHOICE } from '../../../widgets/latency-cost-dashboard/reality/real-choice.ts';
import { realScenario } from '../../../widgets/latency-cost-dashboard/reality/real-scenario.ts';
import type { RealOutcome } from '../../../widgets/latency-cost-dashboard/reality/reality-session.ts';
import type { Predicted, RunComparison } from '../../../widgets/latency-cost-dashboard/reality/worker-messages.ts';
import { recordedCurve } from '../shipped-data.ts';

const SECONDS = 0.0025;
export const SLOWER = 1.1;
const curve = {
  ...recordedCurve,
  points: [
    { batchSize: 1, medianSeconds: SECONDS, p95Seconds: null, runs: 100 },
    { batchSize: 8, medianSeconds: 6 * SECONDS, p95Seconds: null, runs: 100 },
  ],
  samplesSeconds: [SECONDS],
};
const choice = { ...FIRST_CHOICE, batching: 'whatWaits', durationSeconds: 4 } as const;
const made = realScenario(choice, curve, NO_OVERHEAD, 1);
if (!made.ok) throw new Error(JSON.stringify(made.problems));
const scenario = made.value;
const plan = planRealRun(scenario);
if (!plan.ok) throw new Error(JSON.stringify(plan.problems));
const { server } = plan.value;
const prediction = predict(scenario, { server, curve, overhead: NO_OVERHEAD, replications: 1 });
const { probabilities, seconds } = prediction.result.sojournQuantiles;
const secondsOf = (size: number) => SECONDS * (1 + (5 * (size - 1)) / 7);
const runs = [{ plan: plan.value, record: runOnPaper(plan.value, (_, size) => SLOWER * secondsOf(size)) }];

export const examplePredicted: Predicted = {
  figures: prediction.figures,
  distribution: {
    quantiles: seconds.map((at, index) => ({ probability: probabilities[index]!, seconds: at })),
    batchSizes: prediction.result.components[server]!.batchSize?.histogram ?? [],
  },
  batchOverheadSeconds: prediction.batchOverheadSeconds,
  slowdown: prediction.slowdown,
};
export const exampleComparison: RunComparison = {
  comparison: compareRuns(prediction, runs),
  explanation: explainRuns(runs, secondsOf, 0),
  observed: observedDistribution(runs[0]!, probabilities),
};
export const exampleOutcome: RealOutcome = {
  choice,
  prepared: { curve, overhead: NO_OVERHEAD, rowsPerRequest: 4096 },
  scenario,
  predicted: examplePredicted,
  guessSeconds: 0.02,
  result: exampleComparison,
};
