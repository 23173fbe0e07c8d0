import type { ChartTable } from '../kit/charts/chart-table.ts';
import type { LineChartSpec } from '../kit/charts/line-chart.ts';
import { formatPercent } from '../kit/format.ts';
import type { Evaluation } from '../engines/evaluation/evaluate.ts';
import { wilsonInterval95 } from '../kit/wilson-interval.ts';
import type { ModelComparison } from './comparison-session.ts';

const shareAxis = {
  scale: 'linear',
  domain: [0, 1],
  ticks: [0, 0.2, 0.4, 0.6, 0.8, 1],
  format: (share: number) => `${Math.round(share * 100)} %`,
} as const;

/** Longest label that fits above the chart on a narrow phone, in characters. */
const labelLength = 36;

/** A label with its middle left out where it is too long: the beginning names the model, the end its precision. */
function short(label: string): string {
  return label.length <= labelLength ? label : `${label.slice(0, 20).trimEnd()} … ${label.slice(-12).trimStart()}`;
}

/** The widest gap between what a model says and what happened, among bins with at least ten rows. */
function widestGap({ calibration }: Evaluation): number {
  return Math.max(
    0,
    ...calibration
      .filter(({ rows }) => rows >= 10)
      .map(({ meanProbability, observedShare }) => Math.abs(meanProbability - observedShare)),
  );
}

/** The calibration of both models: what they say against what happened, bin by bin. */
export function prepareCalibration({ models, evaluations }: ModelComparison) {
  const chart: LineChartSpec = {
    x: { label: 'mean probability given', ...shareAxis },
    y: { label: 'share that survived', ...shareAxis },
    series: [
      ...evaluations.map(({ calibration }, index) => ({
        id: `model-${index}`,
        label: short(models[index]!.label),
        look: index === 0 ? (1 as const) : (2 as const),
        draw: 'both' as const,
        points: calibration.map(({ meanProbability, observedShare }) => ({ x: meanProbability, y: observedShare })),
      })),
      {
        id: 'perfect',
        label: 'says what happens',
        look: 6,
        draw: 'line',
        points: [
          { x: 0, y: 0 },
          { x: 1, y: 1 },
        ],
      },
    ],
  };
  const table: ChartTable = {
    caption: 'Rows by the probability given, in bins of a fifth, and the share that survived with its 95 % interval.',
    columns: [
      { label: 'Model', isNumber: false },
      { label: 'Probability', isNumber: false },
      { label: 'Rows', isNumber: true },
      { label: 'Mean probability', isNumber: true },
      { label: 'Survived', isNumber: true },
    ],
    rows: evaluations.flatMap(({ calibration }, index) =>
      calibration.map((bin) => {
        const [low, high] = wilsonInterval95(bin.observedShare, bin.rows);
        return [
          models[index]!.label,
          `${Math.round(bin.from * 100)} to ${Math.round(bin.to * 100)} %`,
          String(bin.rows),
          formatPercent(bin.meanProbability),
          `${formatPercent(bin.observedShare)} (${(low * 100).toFixed(1)} to ${(high * 100).toFixed(1)})`,
        ];
      }),
    ),
  };
  const [first, second] = evaluations.map((one) => (widestGap(one) * 100).toFixed(0));
  const conclusion = `Where a line lies on the diagonal, the model’s probabilities can be taken at their word. The widest gap in a bin of ten rows or more is ${first} points for “${models[0].label}” and ${second} points for “${models[1].label}”.`;
  return { chart, table, conclusion };
}
