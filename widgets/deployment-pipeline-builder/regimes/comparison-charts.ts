import type { BarChartSpec } from '../../kit/charts/bar-chart.ts';
import type { LineChartSpec } from '../../kit/charts/line-chart.ts';
import type { ChartTable } from '../../kit/charts/chart-table.ts';
import type { SeriesNumber } from '../../kit/charts/marks.ts';
import { formatPercent, formatSeconds, formatUsd } from '../../kit/format.ts';
import type { Regime } from '../arrangements/arrangement.ts';
import { figureInWords, measures, type Measure, takeFigure } from './measures.ts';
import type { ComparedRegime } from './regime-comparison.svelte.ts';

type Picture<Spec> = {
  readonly title: string;
  readonly conclusion: string;
  readonly chart: Spec;
  readonly table: ChartTable;
};

export const regimeNames: Readonly<Record<Regime, string>> = {
  batch: 'Batch',
  'real-time': 'Real-time',
  streaming: 'Streaming',
};
const looks: Readonly<Record<Regime, SeriesNumber>> = { batch: 1, 'real-time': 2, streaming: 3 };
const nameOf = ({ converted }: ComparedRegime) => regimeNames[converted.regime];

/** “Batch 3.16 min, Real-time 40.0 ms, Streaming 20.0 ms” */
function listed(all: readonly ComparedRegime[], measure: Measure): string {
  return all
    .map(
      ({ converted, result, alone }) =>
        `${regimeNames[converted.regime]} ${figureInWords(measure, takeFigure(measure, result, alone))}`,
    )
    .join(', ');
}

/** How the time to an answer is spread: on one logarithmic axis, for the regimes lie orders of magnitude apart. */
export function latencyChart(all: readonly ComparedRegime[]): Picture<LineChartSpec> {
  const percentiles = [0.1, 0.5, 0.9, 0.95, 0.99];
  const quantile = ({ result }: ComparedRegime, wanted: number) => {
    const { probabilities, seconds } = result.sojournQuantiles;
    return seconds[probabilities.indexOf(wanted)];
  };
  return {
    title: 'Time to the answer',
    conclusion: `Half are answered within: ${listed(all, measures.median)}.`,
    chart: {
      x: { label: 'Time', scale: 'log', format: formatSeconds },
      y: {
        label: 'Share answered within',
        scale: 'linear',
        format: (share) => `${Math.round(100 * share)} %`,
        domain: [0, 1],
      },
      series: all.map((regime) => ({
        id: regime.converted.regime,
        label: nameOf(regime),
        look: looks[regime.converted.regime],
        draw: 'line',
        points: regime.result.sojournQuantiles.seconds.map((x, i) => ({
          x,
          y: regime.result.sojournQuantiles.probabilities[i]!,
        })),
      })),
    },
    table: {
      caption: 'Time within which so many are answered.',
      columns: [
        { label: 'Share', isNumber: false },
        ...all.map((regime) => ({ label: nameOf(regime), isNumber: true })),
      ],
      rows: percentiles.map((wanted) => [
        formatPercent(wanted),
        ...all.map((regime) => {
          const seconds = quantile(regime, wanted);
          return seconds === undefined ? '–' : formatSeconds(seconds);
        }),
      ]),
    },
  };
}

/** One measure as bars: of figures that lie within one order of magnitude or two, from zero. */
export function barsOf(all: readonly ComparedRegime[], measure: Measure, title: string): Picture<BarChartSpec> {
  const figures = all.map(({ result, alone }) => takeFigure(measure, result, alone));
  return {
    title,
    conclusion: `${listed(all, measure)}.`,
    chart: {
      value: { label: measure.label, scale: 'linear', format: measure.format },
      parts: [{ id: 'all', label: measure.label, look: 1 }],
      bars: all.map((regime, index) => ({
        id: regime.converted.regime,
        label: nameOf(regime),
        total: figureInWords(measure, figures[index]!),
        values: { all: figures[index]!.value ?? 0 },
      })),
    },
    table: {
      caption: `${measure.label}: ${measure.meaning}`,
      columns: [
        { label: 'Regime', isNumber: false },
        { label: `${measure.label}, 95 % interval`, isNumber: true },
      ],
      rows: all.map((regime, index) => [nameOf(regime), figureInWords(measure, figures[index]!)]),
    },
  };
}

const categories = ['compute', 'gateway', 'log', 'functions', 'egress'] as const;

/** What a day costs, and for what. */
export function costChart(all: readonly ComparedRegime[]): Picture<BarChartSpec> {
  const perDay = ({ result }: ComparedRegime, category: (typeof categories)[number]) =>
    ((result.cost.breakdown[category] ?? 0) / (result.cost.totalUsd || 1)) * result.cost.usdPerDay;
  const used = categories.filter((category) => all.some((regime) => perDay(regime, category) > 0));
  return {
    title: 'Cost per day',
    conclusion: `${listed(all, measures.costPerDay)}.`,
    chart: {
      value: { label: 'US dollars per day', scale: 'linear', format: formatUsd },
      parts: used.map((category, index) => ({ id: category, label: category, look: (index + 1) as SeriesNumber })),
      bars: all.map((regime) => ({
        id: regime.converted.regime,
        label: nameOf(regime),
        total: figureInWords(measures.costPerDay, takeFigure(measures.costPerDay, regime.result, regime.alone)),
        values: Object.fromEntries(used.map((category) => [category, perDay(regime, category)])),
      })),
    },
    table: {
      caption: 'US dollars per day, by what is paid for.',
      columns: [{ label: 'Regime', isNumber: false }, ...used.map((label) => ({ label, isNumber: true }))],
      rows: all.map((regime) => [nameOf(regime), ...used.map((category) => formatUsd(perDay(regime, category)))]),
    },
  };
}
