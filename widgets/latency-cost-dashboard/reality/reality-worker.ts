/** The worker of a real run: it prepares, predicts, sends the requests on the wall clock, batches them and compares, so that the page stays free. */
import { curveSeconds } from '../../engines/simulator/service/measured.ts';
import { compareRuns } from '../../engines/simulator/reality/compare-runs.ts';
import { driveRun } from '../../engines/simulator/reality/drive-run.ts';
import { explainRuns } from '../../engines/simulator/reality/explain-runs.ts';
import { observedDistribution } from '../../engines/simulator/reality/observed-distribution.ts';
import type { Overhead } from '../../engines/simulator/reality/overhead.ts';
import { planRealRun } from '../../engines/simulator/reality/plan-real-run.ts';
import { type Prediction, predict as predictRun } from '../../engines/simulator/reality/predict.ts';
import type { RealPlan } from '../../engines/simulator/reality/real-plan.ts';
import { overheadOf, timeSpacedCalls } from '../../engines/simulator/reality/spaced-calls.ts';
import type { Scenario } from '../../engines/simulator/scenario.ts';
import { serveWorker, type WorkerContext } from '../../kit/worker-call.ts';
import { Alarm } from './alarm.ts';
import { BatchCaller } from './batch-caller.ts';
import type {
  CalibrateInput,
  Predicted,
  PredictInput,
  RunComparison,
  RunInput,
  RunProgress,
} from './worker-messages.ts';

/** Time for the spaced calls, and for the first request to be made ready for; in seconds. */
const CALIBRATION_SECONDS = 1.5;
const LEAD_SECONDS = 0.05;
const PROGRESS_SECONDS = 0.25;

const nowSeconds = () => performance.now() / 1000;
const alarm = new Alarm(() => performance.now());

async function calibrate({ port, curve }: CalibrateInput): Promise<Overhead> {
  const caller = new BatchCaller(port);
  const calls = await timeSpacedCalls(
    {
      score: (size) => caller.score(size),
      sleepUntil: (atSeconds) => new Promise((resolve) => alarm.set(atSeconds * 1000, resolve)),
      nowSeconds,
    },
    { sizes: curve.points.map(({ batchSize }) => batchSize), seconds: CALIBRATION_SECONDS },
  );
  caller.end();
  return overheadOf(calls, curve);
}

function planOf(scenario: Scenario): RealPlan {
  const plan = planRealRun(scenario);
  if (plan.ok) return plan.value;
  throw new Error(
    plan.problems.map(({ path, expected, found }) => `${path}: expected ${expected}, found ${found}`).join('; '),
  );
}

function predictFor({ scenario, curve, overhead }: PredictInput, server: string): Prediction {
  return predictRun(scenario, { server, curve, overhead, replications: 1 });
}

function predict(input: PredictInput): Predicted {
  const { server } = planOf(input.scenario);
  const { figures, result, batchOverheadSeconds, slowdown } = predictFor(input, server);
  const { probabilities, seconds } = result.sojournQuantiles;
  return {
    figures,
    distribution: {
      quantiles: seconds.map((at, index) => ({
        probability: probabilities[index]!,
        seconds: at + input.overhead.delaySeconds,
      })),
      batchSizes: result.components[server]!.batchSize?.histogram ?? [],
    },
    batchOverheadSeconds,
    slowdown,
  };
}

async function run(input: RunInput, context: WorkerContext): Promise<RunComparison> {
  const plan = planOf(input.scenario);
  const prediction = predictFor(input, plan.server);
  const caller = new BatchCaller(input.port);
  const startMs = performance.now() + LEAD_SECONDS * 1000;
  let toldAt = Number.NEGATIVE_INFINITY;
  const now = () => (performance.now() - startMs) / 1000;
  const record = await driveRun(plan, {
    now,
    setAlarm: (atSeconds, ring) => alarm.set(startMs + atSeconds * 1000, ring),
    score: (size) => caller.score(size),
    onProgress: () => {
      const at = now();
      if (at - toldAt < PROGRESS_SECONDS) return;
      toldAt = at;
      context.progress({ share: Math.min(1, Math.max(0, at / plan.durationSeconds)) } satisfies RunProgress);
    },
  });
  caller.end();
  const runs = [{ plan, record }];
  return {
    comparison: compareRuns(prediction, runs),
    explanation: explainRuns(runs, (size) => curveSeconds(input.curve, size), input.overhead.delaySeconds),
    observed: observedDistribution(runs[0]!, prediction.result.sojournQuantiles.probabilities),
  };
}

serveWorker({ calibrate, predict, run });
