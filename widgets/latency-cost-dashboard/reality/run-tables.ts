import { comparedFigures } from '../../engines/simulator/reality/compared-figures.ts';
import type { ChartTable } from '../../kit/charts/chart-table.ts';
import { formatNumber, formatPercent, formatSeconds } from '../../kit/format.ts';
import { errorText } from './describe-run.ts';
import type { RealOutcome } from './reality-session.ts';

const time = (seconds: number | null) => (seconds === null ? '–' : formatSeconds(seconds));
const share = (value: number | null) => (value === null ? '–' : formatPercent(value));
const written = {
  seconds: time,
  number: (value: number | null) => (value === null ? '–' : formatNumber(Number(value.toPrecision(3)))),
  share,
  count: (value: number | null) => (value === null ? '–' : formatNumber(value)),
} as const;

/** Predicted beside observed. Errors are predicted / observed − 1. */
export function comparisonTable({ result }: RealOutcome): ChartTable {
  return {
    caption: 'Prediction and run; latency counts from the moment at which a request was due',
    columns: ['Figure', 'Simulated', 'Measured', 'Error'].map((label, index) => ({ label, isNumber: index > 0 })),
    rows: comparedFigures(result.comparison).map(({ label, unit, predicted, observed, error }) => [
      label,
      written[unit](predicted),
      written[unit](observed),
      error === undefined ? '' : errorText(error),
    ]),
  };
}

/** What lies between a simulation and a device: what of it the prediction knew, and what the run found. */
export function differencesTable({ result, predicted, prepared }: RealOutcome): ChartTable {
  const { explanation } = result;
  return {
    caption: 'What the curve of the model, timed without rests and without messages, does not hold',
    columns: ['Cause', 'Predicted', 'In the run'].map((label, index) => ({ label, isNumber: index > 0 })),
    rows: [
      ['Message per batch', time(predicted.batchOverheadSeconds), time(explanation.messageSeconds)],
      ['Model against its curve', times(predicted.slowdown), times(explanation.modelSlowdown)],
      ['Sent late, median', time(prepared.overhead.delaySeconds), time(explanation.sentLateP50Seconds)],
      ['Sent late, 95 in 100', 'left out', time(explanation.sentLateP95Seconds)],
      ['Sent over 1 ms late', 'left out', share(explanation.sentLateShare)],
      ['Other programs, memory', 'left out', 'not visible'],
    ],
  };
}

const times = (factor: number | null) => (factor === null ? '–' : `× ${factor.toFixed(3)}`);

/** How much of the error is the rules' and how much the device's, in one sentence. */
export function describeRest({ result }: RealOutcome): string {
  const left = result.explanation.meanErrorWithRunsTimes;
  if (left === null) return '';
  return `With the times that the run’s own batches took, the error of the mean is ${errorText(left)}: so much is due to late timers and to the rules of queue and batching; the rest is batches having taken other times than were measured before. A page cannot see what other programs and the clearing up of memory took.`;
}
