import { describe, expect, it } from 'vitest';
import { compareRuns } from '../../../../widgets/engines/simulator/reality/compare-runs.ts';
import { explainRuns } from '../../../../widgets/engines/simulator/reality/explain-runs.ts';
import { observedFigures } from '../../../../widgets/engines/simulator/reality/figures.ts';
import { runOnPaper } from '../../../../widgets/engines/simulator/reality/on-paper.ts';
import { predict, predictEach } from '../../../../widgets/engines/simulator/reality/predict.ts';
import { RunRecord } from '../../../../widgets/engines/simulator/reality/run-record.ts';
import { NO_OVERHEAD, type Overhead } from '../../../../widgets/engines/simulator/reality/overhead.ts';
import { aCurve } from '../../../kit/a-curve.ts';
import { accept, planOf, planWith, realTimeScenario } from './plan.ts';

const curve = aCurve({
  medianSeconds: { 1: 0.01 },
  p95Seconds: { 1: 0.012 },
  fit: { baseSeconds: 0.01, perItemSeconds: 0, meanRelativeError: 0 },
});

describe('observedFigures', () => {
  it('counts what was due after the warm-up and answered before the end, as on paper', () => {
    const plan = planWith([0, 1, 2, 3, 4], { warmUpSeconds: 1, durationSeconds: 5 });
    const record = runOnPaper(plan, (index) => [0.5, 0.5, 1.5, 0.5, 2][index]!);
    // Latencies of requests 1 to 3: 0.5, 1.5, 1 (it waits from 3 to 3.5); the last is answered at 6, after the end.
    const figures = observedFigures([{ plan, record }]);
    expect(figures).toMatchObject({ offered: 4, answered: 3, rejected: 0, meanSeconds: 1, p50Seconds: 1 });
    expect(figures.throughputPerSecond).toBe(3 / 4);
    // Busy from 1 to 1.5, from 2 to 4 and from 4 to the end at 5: 3.5 of 4 s.
    expect(figures.utilisation).toBe(3.5 / 4);
  });

  it('has no times where nothing was answered', () => {
    const plan = planWith([1]);
    const figures = observedFigures([{ plan, record: new RunRecord(plan.arrivalSeconds) }]);
    expect(figures).toMatchObject({ offered: 1, answered: 0, meanSeconds: null, p99Seconds: null, utilisation: 0 });
  });
});

describe('predict', () => {
  /** A message of so many seconds, and a model as slow as its curve times this, whatever the server does. */
  const costing = (messageSeconds: number, slowdown = 1, busyShare = 1) => ({ busyShare, messageSeconds, slowdown });
  const scenario = accept(realTimeScenario());
  const setting = { server: 'model', curve, replications: 2 };

  it('says what happens on paper when calls cost nothing beyond the model', () => {
    const plans = [planOf(realTimeScenario(), 0), planOf(realTimeScenario(), 1)];
    const runs = plans.map((plan) => ({ plan, record: runOnPaper(plan, () => 0.01) }));
    const { errors, meanErrorInterval95 } = compareRuns(predict(scenario, { ...setting, overhead: NO_OVERHEAD }), runs);
    expect(Math.abs(errors.mean!)).toBeLessThan(1e-9);
    expect(Math.abs(errors.utilisation!)).toBeLessThan(1e-9);
    // Percentiles of the simulator are those of a histogram, within 0.4 %.
    expect(Math.abs(errors.p95!)).toBeLessThan(0.01);
    for (const end of meanErrorInterval95!) expect(Math.abs(end)).toBeLessThan(1e-9);
  });

  it('puts the message into every batch and the delay on top of every latency', () => {
    const overhead: Overhead = { atBusyShare: [costing(0.002)], spread: [], timerLateSeconds: 0, delaySeconds: 0.5 };
    const prediction = predict(scenario, { ...setting, overhead });
    const plans = [planOf(realTimeScenario(), 0), planOf(realTimeScenario(), 1)];
    const onPaper = observedFigures(plans.map((plan) => ({ plan, record: runOnPaper(plan, () => 0.012) })));
    expect(prediction.batchOverheadSeconds).toBeCloseTo(0.002, 12);
    expect(prediction.figures.meanSeconds).toBeCloseTo(onPaper.meanSeconds! + 0.5, 9);
  });

  it('takes calls to cost more the more the server rests, and finds how much it rests', () => {
    const atBusyShare = [costing(0.004, 1.1, 0), costing(0.001, 1, 1)];
    const overhead = { ...NO_OVERHEAD, atBusyShare };
    const { batchOverheadSeconds, slowdown, figures } = predict(scenario, { ...setting, overhead });
    // 60 requests a second of u · (10 + 1) + (1 − u) · (11 + 4) ms: u = 0.6 · (1.5 − 0.4 u), so u = 0.9 / 1.24 = 0.726 in the long run.
    expect(Math.abs(figures.utilisation / (0.9 / 1.24) - 1)).toBeLessThan(0.08);
    // Of the last round but one: another round would change the share by less than a fiftieth of the fourth part.
    expect(Math.abs(batchOverheadSeconds - (0.004 - 0.003 * figures.utilisation))).toBeLessThan(2e-5);
    expect(Math.abs(slowdown - (1.1 - 0.1 * figures.utilisation))).toBeLessThan(1e-3);
  });

  it('gives each replication what was measured before it', () => {
    const slow: Overhead = { atBusyShare: [costing(0.001, 1.2)], spread: [], timerLateSeconds: 0, delaySeconds: 0.1 };
    const { figures, meanSecondsOfEach } = predictEach(scenario, { ...setting, overheads: [NO_OVERHEAD, slow] });
    const alone = predict(scenario, { ...setting, replications: 1, overhead: NO_OVERHEAD });
    expect(meanSecondsOfEach[0]).toBe(alone.meanSecondsOfEach[0]);
    const onPaper = observedFigures([
      { plan: planOf(scenario, 1), record: runOnPaper(planOf(scenario, 1), () => 0.013) },
    ]);
    expect(meanSecondsOfEach[1]).toBeCloseTo(onPaper.meanSeconds! + 0.1, 9);
    expect(figures.answered).toBe(alone.figures.answered + onPaper.answered);
  });

  it('ends a batch window as late as timers are, and none where there is no window', () => {
    const late: Overhead = { ...NO_OVERHEAD, timerLateSeconds: 0.003 };
    const mean = (maxDelaySeconds: number, overhead: Overhead) => {
      const batching = { mode: 'triton', maxBatchSize: 4, maxDelaySeconds } as const;
      return predict(accept(realTimeScenario({ batching })), { ...setting, overhead, replications: 1 }).figures
        .meanSeconds;
    };
    expect(mean(0.02, late)).toBe(mean(0.023, NO_OVERHEAD));
    expect(mean(0, late)).toBe(mean(0, NO_OVERHEAD));
  });
});

describe('explainRuns', () => {
  it('finds a slower model, the message and late senders, and that the rules are right', () => {
    const plan = planWith([0, 1, 2, 3]);
    const record = runOnPaper(plan, () => 0.013);
    record.modelSeconds.fill(0.012);
    record.sentLateSeconds[0] = 0.005;
    const explanation = explainRuns([{ plan, record }], () => 0.01, 0);
    expect(explanation.modelSlowdown).toBeCloseTo(1.2, 12);
    expect(explanation.messageSeconds).toBeCloseTo(0.001, 12);
    expect(explanation.sentLateShare).toBe(0.25);
    expect(explanation.meanErrorWithRunsTimes).toBeCloseTo(0, 12);
  });
});
