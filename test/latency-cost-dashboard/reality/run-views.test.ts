import { describe, expect, it } from 'vitest';
import { layoutLineChart } from '../../../widgets/kit/charts/line-chart.ts';
import { quantileTable } from '../../../widgets/latency-cost-dashboard/quantile-chart.ts';
import {
  concludeRun,
  describeScenario,
  errorText,
} from '../../../widgets/latency-cost-dashboard/reality/describe-run.ts';
import {
  batchTable,
  concludeBatches,
  concludeLatency,
  hasBatches,
  latencyRows,
  prepareBatchChart,
  prepareLatencyChart,
} from '../../../widgets/latency-cost-dashboard/reality/run-charts.ts';
import { summariseRun } from '../../../widgets/latency-cost-dashboard/reality/run-summary.ts';
import {
  comparisonTable,
  describeRest,
  differencesTable,
} from '../../../widgets/latency-cost-dashboard/reality/run-tables.ts';
import { exampleOutcome as outcome, SLOWER } from './example-run.ts';

const { predicted, observed, errors } = outcome.result.comparison;

describe('a run in words and pictures', () => {
  it('is a run that was slower than its prediction, so that the errors below are below zero', () => {
    expect(observed.meanSeconds! / predicted.meanSeconds!).toBeGreaterThan(SLOWER);
    expect(errors.mean).toBeCloseTo(predicted.meanSeconds! / observed.meanSeconds! - 1, 12);
    // The run on paper is the prediction but for the time of its batches: with those, almost nothing is left. The histogram of the simulator is within 0.4 %.
    expect(Math.abs(outcome.result.explanation.meanErrorWithRunsTimes!)).toBeLessThan(0.001);
    expect(outcome.result.explanation.modelSlowdown).toBeCloseTo(SLOWER, 9);
  });

  it('says what the simulator said, what happened, and what the student expected', () => {
    expect(concludeRun(outcome)).toMatch(
      /^The simulator said .* errors of −\d+\.\d % and −\d+\.\d %\. You expected 20\.0 ms .*: [+−]\d+\.\d %\.$/,
    );
    expect(concludeRun({ ...outcome, guessSeconds: null })).not.toContain('You expected');
    expect(describeScenario(outcome)).toContain(
      'each asking for 4096 rows, which take this device 2.50 ms alone: 70 % of what it can serve',
    );
  });

  it('writes an error with its sign', () => {
    expect([errorText(0.05), errorText(-0.05), errorText(null)]).toEqual(['+5.0 %', '−5.0 %', '–']);
  });

  it('puts every figure of both beside each other', () => {
    const { rows, columns } = comparisonTable(outcome);
    expect(columns.map(({ label }) => label)).toEqual(['Figure', 'Simulated', 'Measured', 'Error']);
    expect(rows.map(([name]) => name)).toEqual([
      'Mean latency',
      'Median',
      '95th percentile',
      '99th percentile',
      'Requests in a batch',
      'Answered per second',
      'Utilisation',
      'Answered',
      'Rejected',
    ]);
    expect(rows.every((row) => row.length === columns.length)).toBe(true);
  });

  it('names what the prediction knew of the device and what it left out', () => {
    const { rows } = differencesTable(outcome);
    expect(rows.find(([name]) => name!.startsWith('Model against its curve'))).toEqual([
      expect.anything(),
      '× 1.000',
      '× 1.100',
    ]);
    expect(rows.filter(([, inPrediction]) => inPrediction === 'left out').length).toBe(3);
    expect(describeRest(outcome)).toContain('With the times that the run’s own batches took');
  });

  it('draws both latency curves and both distributions of batches', () => {
    const lines = prepareLatencyChart(latencyRows(outcome.predicted.distribution, outcome.result.observed));
    const drawn = layoutLineChart(lines, 600).series;
    expect(drawn.map(({ label, path }) => [label, path.length > 100])).toEqual([
      ['Simulated', true],
      ['Measured', true],
    ]);
    expect(
      quantileTable(latencyRows(outcome.predicted.distribution, outcome.result.observed), 'Curve').rows.length,
    ).toBe(2);
    const both = [outcome.predicted.distribution, outcome.result.observed] as const;
    expect(hasBatches(...both)).toBe(true);
    expect(concludeLatency(...both)).toMatch(
      /^Nine in ten were done within [\d.]+ ms in the simulation and within [\d.]+ ms in the run\.$/,
    );
    for (const { points } of prepareBatchChart(...both).series)
      expect(points.reduce((sum, { y }) => sum + (y ?? 0), 0)).toBeCloseTo(1, 12);
    expect(batchTable(...both).rows.length).toBe(prepareBatchChart(...both).series[0]!.points.length);
    expect(concludeBatches(2, 2.5)).toContain('2.00 requests shared a batch in the simulation and 2.50 in the run');
  });

  it('goes into the record with all that it takes to run it again, and the origin of every figure', () => {
    const { scenario, summary } = summariseRun(outcome);
    expect(JSON.parse(JSON.stringify(scenario))).toMatchObject({
      kind: 'realRun',
      rowsPerRequest: 4096,
      provenance: { simulated: 'simulated', measured: 'measured' },
    });
    expect(summary['simulated.p95Seconds']).toBe(predicted.p95Seconds);
    expect(summary['measured.p95Seconds']).toBe(observed.p95Seconds);
    expect(summary['guess.p95Seconds']).toBe(0.02);
    expect(Object.values(summary).every((value) => value === null || Number.isFinite(value))).toBe(true);
  });
});
