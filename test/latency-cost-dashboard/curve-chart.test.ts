import { describe, expect, it } from 'vitest';
import { layoutLineChart } from '../../widgets/kit/charts/line-chart.ts';
import type { ServiceCurve } from '../../widgets/kit/service-curve.ts';
import {
  concludeCurve,
  curveTable,
  describeFit,
  describeQuality,
  prepareCurveChart,
  startTable,
} from '../../widgets/latency-cost-dashboard/curve-chart.ts';
import { slowCurve } from '../../widgets/latency-cost-dashboard/derive-curves.ts';
import { describeProbability } from '../../widgets/kit/prediction-words.ts';
import { coldStart } from '../kit/a-curve.ts';
import { recordedCurve } from './shipped-data.ts';

const curve: ServiceCurve = {
  ...recordedCurve,
  points: [
    { batchSize: 1, medianSeconds: 0.01, p95Seconds: 0.012, runs: 300 },
    { batchSize: 4, medianSeconds: 0.013, p95Seconds: null, runs: 200 },
    { batchSize: 64, medianSeconds: 0.08, p95Seconds: null, runs: 100 },
  ],
  fit: { baseSeconds: 0.009, perItemSeconds: 0.001, meanRelativeError: 0.05 },
};

describe('concludeCurve', () => {
  it('says what a large batch costs and what it saves per row', () => {
    expect(concludeCurve(curve)).toBe(
      'A batch of 64 takes 8 times as long as a batch of 1, so one row costs 1.25 ms in the large batch and 10.0 ms alone.',
    );
  });
  it('does without a comparison where one size was measured', () => {
    expect(concludeCurve({ ...curve, points: curve.points.slice(0, 1) })).toBe('One row takes 10.0 ms in the median.');
  });
});

describe('curveTable', () => {
  it('says where the clock was too coarse to see single calls', () => {
    expect(curveTable(curve).rows.map((cells) => cells[2])).toEqual([
      '12.0 ms',
      'below clock resolution',
      'below clock resolution',
    ]);
  });
});

describe('prepareCurveChart', () => {
  it('draws the fitted line through base + perItem · b at both ends', () => {
    const spec = prepareCurveChart(curve);
    const [median, fit] = spec.series;
    expect(median!.points).toHaveLength(3);
    expect(fit!.points[0]!.y).toBeCloseTo(0.01, 12);
    expect(fit!.points.at(-1)!.y).toBeCloseTo(0.073, 12);
    const layout = layoutLineChart(spec, 320);
    for (const point of layout.series[0]!.points) expect(point.y).toBeLessThanOrEqual(layout.plot.bottom);
    expect(layout.y.ticks.length).toBeGreaterThanOrEqual(2);
  });
});

describe('prepareCurveChart of medians that fall', () => {
  it('draws what is simulated with as a line that never does', () => {
    const [one, ...rest] = curve.points;
    const spec = prepareCurveChart({ ...curve, points: [{ ...one!, medianSeconds: 0.02 }, ...rest] });
    const heights = spec.series.find(({ id }) => id === 'curve')!.points.map(({ y }) => y!);
    expect(heights).toEqual(heights.toSorted((a, b) => a - b));
    expect(heights.at(-1)).toBe(0.08);
  });
});

describe('startTable', () => {
  it('lists the parts of the cold start with their sum, and is absent where it was not timed', () => {
    expect(startTable(curve)).toBeNull();
    expect(startTable({ ...curve, coldStart })!.rows.map(([, time]) => time)).toEqual([
      '200 ms',
      '100 ms',
      '80.0 ms',
      '20.0 ms',
      '100 ms',
      '500 ms',
    ]);
  });
});

describe('describeQuality', () => {
  it('says what the clock, the drift and the contention were', () => {
    const quality = { driftRelative: -0.021, contentionShare: 0.08 };
    expect(describeQuality({ ...curve, clockStepSeconds: 1e-4, quality })).toBe(
      "The clock moved in steps of 100 µs; single rows changed by 2.1 % from beginning to end; other work took 8.0 % of the processor's time.",
    );
  });
});

describe('describeFit', () => {
  it('gives the line and its error', () => {
    expect(describeFit(curve)).toBe(
      'A batch of b rows takes about 9.00 ms + b × 1.00 ms; this line misses the medians by 5.0 % on average.',
    );
  });
});

describe('slowCurve', () => {
  it('multiplies every time and nothing else', () => {
    const slow = slowCurve(curve, 'slower', 10);
    expect(slow.points.map((point) => point.medianSeconds)).toEqual([0.1, 0.13, 0.8]);
    expect(slow.points.map((point) => point.p95Seconds)).toEqual([0.12, null, null]);
    expect(slow.fit).toEqual({ baseSeconds: 0.09, perItemSeconds: 0.01, meanRelativeError: 0.05 });
    expect(slow.samplesSeconds[0]).toBeCloseTo(curve.samplesSeconds[0]! * 10, 12);
    expect(slow).toMatchObject({ model: 'slower', device: curve.device, source: 'recorded' });
  });
});

describe('describeProbability', () => {
  it('gives a share of a hundred first, and never claims certainty', () => {
    expect(describeProbability('probability that it rains', 0.625)).toBe(
      'Probability that it rains: about 63 in 100 (62.5 %).',
    );
    expect(describeProbability('p', 0.001)).toBe('P: fewer than 1 in 100 (0.1 %).');
    expect(describeProbability('p', 0.999)).toBe('P: more than 99 in 100 (99.9 %).');
  });
});
