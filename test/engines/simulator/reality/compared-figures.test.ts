import { expect, test } from 'vitest';
import { comparedFigures } from '../../../../widgets/engines/simulator/reality/compared-figures.ts';

const runFigures = (first: number) => ({
  offered: first,
  answered: first + 1,
  rejected: first + 2,
  meanSeconds: first + 3,
  p50Seconds: first + 4,
  p95Seconds: first + 5,
  p99Seconds: null,
  meanBatchSize: first + 6,
  throughputPerSecond: first + 7,
  utilisation: first + 8,
});

test('comparedFigures puts each figure beside the same of the runs with its own error, and counts without one', () => {
  const errors = { mean: 0.1, p50: 0.2, p95: 0.3, p99: null, batchSize: 0.4, throughput: 0.5, utilisation: 0.6 };
  const rows = comparedFigures({
    predicted: runFigures(100),
    observed: runFigures(200),
    errors,
    meanErrorInterval95: null,
  });
  expect(rows.map(({ label, predicted, observed, error }) => [label, predicted, observed, error])).toEqual([
    ['Mean latency', 103, 203, 0.1],
    ['Median', 104, 204, 0.2],
    ['95th percentile', 105, 205, 0.3],
    ['99th percentile', null, null, null],
    ['Requests in a batch', 106, 206, 0.4],
    ['Answered per second', 107, 207, 0.5],
    ['Utilisation', 108, 208, 0.6],
    ['Answered', 101, 201, undefined],
    ['Rejected', 102, 202, undefined],
  ]);
});
