import type { BarChartSpec } from '../kit/charts/bar-chart.ts';
import type { ChartTable } from '../kit/charts/chart-table.ts';
import { formatNumber, formatPercent } from '../kit/format.ts';
import type { FormFeature } from '../kit/form-feature.ts';
import type { Effect } from './ablation.ts';
import { describeValue } from './feature-words.ts';

/** Below half a tenth of a point a difference would print as nothing. */
const noticeable = 0.0005;

/** Shortest axis, in points of probability: below it small differences would look like large ones. */
const shortestAxis = 0.1;

export function typicalName(feature: FormFeature): 'median' | 'commonest' {
  return feature.kind === 'choice' ? 'commonest' : 'median';
}

/** Points of probability with their sign: `+12.3 points`. */
function points(difference: number): string {
  const size = (Math.abs(difference) * 100).toFixed(1);
  if (Math.abs(difference) < noticeable) return '0.0 points';
  return `${difference > 0 ? '+' : '−'}${size} points`;
}

/** The explanation of one prediction as bars, a table and a sentence. `list` is in the order of the bars. */
export function prepareAblation(list: readonly Effect[], features: readonly FormFeature[], probability: number) {
  const chart: BarChartSpec = {
    value: {
      label: 'difference in probability, points',
      scale: 'linear',
      format: (value) => formatNumber(Number((value * 100).toFixed(6))),
      ...(Math.abs(list[0]?.difference ?? 0) < shortestAxis && { domain: [0, shortestAxis] as const }),
    },
    parts: [
      { id: 'raises', label: 'raises the probability', look: 1 },
      { id: 'lowers', label: 'lowers it', look: 2 },
    ],
    bars: list.map((effect) => {
      const feature = features[effect.column]!;
      return {
        id: feature.name,
        label: `${feature.label}: ${describeValue(feature, effect.value)}`,
        total: points(effect.difference),
        values: { [effect.difference >= 0 ? 'raises' : 'lowers']: Math.abs(effect.difference) },
      };
    }),
  };
  const table: ChartTable = {
    caption: `The probability is ${formatPercent(probability)}. Each line replaces one value by the typical one of the training rows and leaves the others as they are.`,
    columns: [
      { label: 'Feature', isNumber: false },
      { label: 'Value', isNumber: false },
      { label: 'Typical value', isNumber: false },
      { label: 'Probability with it', isNumber: true },
      { label: 'Difference', isNumber: true },
    ],
    rows: list.map((effect) => {
      const feature = features[effect.column]!;
      return [
        feature.label,
        describeValue(feature, effect.value),
        `${describeValue(feature, effect.typical)} (${typicalName(feature)})`,
        formatPercent(effect.withTypical),
        points(effect.difference),
      ];
    }),
  };
  return { chart, table, conclusion: conclude(list[0], features, probability) };
}

function conclude(largest: Effect | undefined, features: readonly FormFeature[], probability: number): string {
  if (!largest || Math.abs(largest.difference) < noticeable)
    return 'No single value makes a difference: each is typical, or the model takes no notice of it.';
  const feature = features[largest.column]!;
  const typical = describeValue(feature, largest.typical);
  return `“${feature.label}” matters most here: with the ${typicalName(feature)} value (${typical}) in place of ${describeValue(feature, largest.value)}, the probability would be ${formatPercent(largest.withTypical)} and not ${formatPercent(probability)}.`;
}
