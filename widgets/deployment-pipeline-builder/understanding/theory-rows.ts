import type { SimulationResult } from '../../engines/simulator/result.ts';
import { formatPercent, formatSeconds, formatUsd } from '../../kit/format.ts';
import { agreeWith, agreeWithMean } from './agreement.ts';
import type { PipelineEstimate } from './estimate-pipeline.ts';
import type { StationEstimate } from './station-estimate.ts';

/** One figure: by theory, and beside it what a run of exactly this pipeline says, with how near they are. */
export interface TheoryFigure {
  readonly label: string;
  readonly theory: string;
  readonly simulated?: string;
  readonly agreement?: string;
}

export interface TheoryRow {
  /** The component, or “The whole”. */
  readonly name: string;
  readonly figures: readonly TheoryFigure[];
  /** What the figures come from, in one or two sentences; or why there are none. */
  readonly basis: string;
}

type Results = SimulationResult | undefined;
type Component = SimulationResult['components'][string] | undefined;

const seconds = (value: number) => (value === Infinity ? 'grows without end' : formatSeconds(value));

/** 95 % interval behind a simulated mean. */
function meanInWords(summary: NonNullable<Component>['sojournTimeSeconds']): string | undefined {
  if (summary?.mean == null) return undefined;
  const { mean, ci95 } = summary;
  return ci95 ? `${formatSeconds(mean)} (${formatSeconds(ci95[0])} to ${formatSeconds(ci95[1])})` : formatSeconds(mean);
}

function figure(label: string, theory: string, simulated?: string, agreement?: string): TheoryFigure {
  return {
    label,
    theory,
    ...(simulated === undefined ? {} : { simulated }),
    ...(agreement === undefined ? {} : { agreement }),
  };
}

function busyFigure(utilisation: number | undefined, result: Component): TheoryFigure[] {
  if (utilisation === undefined) return [];
  const simulated = result?.utilisation;
  const text = simulated === undefined ? undefined : formatPercent(simulated);
  // What is above the capacity cannot be busier than all the time.
  return [figure('Busy', formatPercent(utilisation), text, agreeWith(Math.min(1, utilisation), simulated))];
}

function stationFigures(estimate: StationEstimate, result: Component): TheoryFigure[] {
  const busy = busyFigure(estimate.utilisation, result);
  if (!estimate.isKnown) return busy;
  const { waitingSeconds, sojournSeconds } = estimate;
  const waiting =
    waitingSeconds === null
      ? []
      : [
          figure(
            'Wait',
            seconds(waitingSeconds),
            meanInWords(result?.waitingTimeSeconds),
            agreeWithMean(waitingSeconds, result?.waitingTimeSeconds),
          ),
        ];
  const inSystem = figure(
    'Time in it',
    seconds(sojournSeconds),
    meanInWords(result?.sojournTimeSeconds),
    agreeWithMean(sojournSeconds, result?.sojournTimeSeconds),
  );
  return [...busy, ...waiting, inSystem];
}

/** “M/M/4, Erlang’s delay formula (Kleinrock 1975, 3.5). Exact, if …” */
function basisOf(estimate: StationEstimate): string {
  if (!estimate.isKnown) return estimate.reason;
  const { formula, source, isExact, assumes } = estimate;
  const what = isExact ? 'Exact' : 'An approximation';
  const given = assumes.length === 0 ? '' : `, if ${assumes.join(' and ')}`;
  return `${formula} (${source}). ${what}${given}.`;
}

/** Cost per day of a simulated component: its cost over all replications, by the time that they measured. */
function dayOf(costUsd: number, result: SimulationResult): number {
  return result.cost.totalUsd === 0 ? 0 : (costUsd / result.cost.totalUsd) * result.cost.usdPerDay;
}

function costFigure(usd: number | undefined, simulated: number | undefined): TheoryFigure[] {
  if (usd === undefined)
    return simulated === undefined ? [] : [figure('Cost per day', 'only a run tells', formatUsd(simulated))];
  return [
    figure(
      'Cost per day',
      formatUsd(usd),
      simulated === undefined ? undefined : formatUsd(simulated),
      agreeWith(usd, simulated),
    ),
  ];
}

function wholeRow({ sojourn, cost }: PipelineEstimate, result: Results): TheoryRow {
  const time =
    'seconds' in sojourn
      ? [
          figure(
            'Time to the answer',
            seconds(sojourn.seconds),
            meanInWords(result?.sojournTimeSeconds),
            agreeWithMean(sojourn.seconds, result?.sojournTimeSeconds),
          ),
        ]
      : [];
  const basis =
    'seconds' in sojourn
      ? `The times in all components and the round trips, as often as a request meets them. ${sojourn.isExact ? 'Exact.' : 'As good as its parts.'}`
      : sojourn.reason;
  return { name: 'The whole', figures: [...time, ...costFigure(cost.usdPerDay, result?.cost.usdPerDay)], basis };
}

/** The rows of the panel: the whole first, then every component in which time passes or for which something is paid. */
export function theoryRows(estimate: PipelineEstimate, result: Results): TheoryRow[] {
  const shown = new Set(estimate.stations.map(({ component }) => component.id));
  const stations = estimate.stations.map(({ component: { id }, estimate: of }): TheoryRow => {
    const simulated = result?.components[id];
    const cost = costFigure(
      estimate.cost.usdPerDayOf.get(id),
      simulated && result ? dayOf(simulated.costUsd, result) : undefined,
    );
    return { name: id, figures: [...stationFigures(of, simulated), ...cost], basis: basisOf(of) };
  });
  const paid = [...estimate.cost.usdPerDayOf].flatMap(([id, usd]): TheoryRow[] => {
    if (shown.has(id) || !usd) return [];
    const simulated = result?.components[id];
    const figures = costFigure(usd, simulated && result ? dayOf(simulated.costUsd, result) : undefined);
    return [{ name: id, figures, basis: 'No time passes in it; what is paid follows from what comes.' }];
  });
  return [wholeRow(estimate, result), ...stations, ...paid];
}
