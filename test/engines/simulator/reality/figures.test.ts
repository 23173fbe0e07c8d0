import { describe, expect, it } from 'vitest';
import { compareRuns } from '../../../../widgets/engines/simulator/reality/compare-runs.ts';
import { explainRuns } from '../../../../widgets/engines/simulator/reality/explain-runs.ts';
import { observedFigures } from '../../../../widgets/engines/simulator/reality/figures.ts';
import { runOnPaper } from '../../../../widgets/engines/simulator/reality/on-paper.ts';
import { predict } from '../../../../widgets/engines/simulator/reality/predict.ts';
import { RunRecord } from '../../../../widgets/engines/simulator/reality/run-record.ts';
import { withOverhead } from '../../../../widgets/engines/simulator/reality/with-overhead.ts';
import type { ServiceCurve } from '../../../../widgets/kit/service-curve.ts';
import { accept, planOf, planWith, realTimeScenario } from './plan.ts';

const curve: ServiceCurve = {
  model: 'm',
  source: 'measured',
  device: 'a test',
  browser: 'none',
  threads: 1,
  clockStepSeconds: 1e-6,
  measuredAt: '2026-11-22T00:00:00Z',
  points: [{ batchSize: 1, medianSeconds: 0.01, p95Seconds: 0.012, runs: 1 }],
  fit: { baseSeconds: 0.01, perItemSeconds: 0, meanRelativeError: 0 },
  samplesSeconds: [0.01],
  samplesAre: 'singleCalls',
};

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

describe('withOverhead', () => {
  it('adds the same time to every call, to the samples and to the fixed part of the fit', () => {
    const longer = withOverhead(curve, 0.002);
    expect(longer.points[0]).toMatchObject({ medianSeconds: 0.012, p95Seconds: 0.014 });
    expect(longer.samplesSeconds).toEqual([0.012]);
    expect(longer.fit.baseSeconds).toBe(0.012);
  });
});

describe('predict', () => {
  const free = { messageSeconds: 0, messageAfterRestSeconds: 0, coldFactor: 1, delaySeconds: 0 };
  const scenario = accept(realTimeScenario());
  const setting = { server: 'model', curve, replications: 2 };

  it('says what happens on paper when calls cost nothing beyond the model', () => {
    const plans = [planOf(realTimeScenario(), 0), planOf(realTimeScenario(), 1)];
    const runs = plans.map((plan) => ({ plan, record: runOnPaper(plan, () => 0.01) }));
    const { errors, meanErrorInterval95 } = compareRuns(predict(scenario, { ...setting, overhead: free }), runs);
    expect(Math.abs(errors.mean!)).toBeLessThan(1e-9);
    expect(Math.abs(errors.utilisation!)).toBeLessThan(1e-9);
    // Percentiles of the simulator are those of a histogram, within 0.4 %.
    expect(Math.abs(errors.p95!)).toBeLessThan(0.01);
    for (const end of meanErrorInterval95!) expect(Math.abs(end)).toBeLessThan(1e-9);
  });

  it('puts the message into every batch and the delay on top of every latency', () => {
    const overhead = { ...free, messageSeconds: 0.002, messageAfterRestSeconds: 0.002, delaySeconds: 0.5 };
    const prediction = predict(scenario, { ...setting, overhead });
    const plans = [planOf(realTimeScenario(), 0), planOf(realTimeScenario(), 1)];
    const onPaper = observedFigures(plans.map((plan) => ({ plan, record: runOnPaper(plan, () => 0.012) })));
    expect(prediction.batchOverheadSeconds).toBeCloseTo(0.002, 12);
    expect(prediction.figures.meanSeconds).toBeCloseTo(onPaper.meanSeconds! + 0.5, 9);
  });

  it('takes a batch after a rest to cost more, as often as the server rests', () => {
    const overhead = { ...free, messageSeconds: 0.001, messageAfterRestSeconds: 0.003, coldFactor: 1.1 };
    const { batchOverheadSeconds, figures } = predict(scenario, { ...setting, overhead });
    // 60 requests per second of about 10 ms: the server rests some 35 % of the time. After a rest 3 ms and a tenth of 10 ms more.
    const expected = figures.utilisation * 0.001 + (1 - figures.utilisation) * 0.004;
    expect(Math.abs(batchOverheadSeconds / expected - 1)).toBeLessThan(0.01);
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
