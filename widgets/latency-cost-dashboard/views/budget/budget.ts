import type { SloResult } from '../../../engines/simulator/result.ts';
import type { Scenario } from '../../../engines/simulator/scenario.ts';
import { budgetSpent } from '../../../engines/simulator/theory/index.ts';
import { tableOfNumbers } from '../../../kit/charts/chart-table.ts';
import type { PanelChartSpec } from '../../../kit/charts/panel-chart.ts';
import { formatNumber, formatPercent, formatSeconds } from '../../../kit/format.ts';
import { runAxis } from '../course.ts';
import { plainNumber } from '../times.ts';
import type { Picture } from '../view-run.ts';

/** One stretch of the course of a budget. */
export interface BudgetStep {
  /** Its beginning and end, seconds of the run. */
  readonly from: number;
  readonly to: number;
  /** Requests in it that came to an end, and those of them that were bad. */
  readonly ended: number;
  readonly bad: number;
  /** How many times faster than allowed the budget was spent in it; null where nothing ended. */
  readonly burnRate: number | null;
  /** Share of the budget of the whole window that is left at its end; below 0 it is overspent. */
  readonly left: number;
}

export interface WatchedBudget {
  readonly label: string;
  readonly scenario: Scenario;
  readonly slo: SloResult;
  /** Over how long the target is to be kept. */
  readonly windowSeconds: number;
  /** When the counting began, seconds of the run. */
  readonly startSeconds: number;
}

/** Rows of the table and steps of the picture. */
const STEPS = 60;

/** The course of the budget, from running totals of good and bad requests. */
export function budgetCourse({ slo, windowSeconds, startSeconds }: WatchedBudget, steps = STEPS): BudgetStep[] {
  const { seconds, good, bad } = slo.course;
  const stride = Math.max(1, Math.ceil(seconds.length / steps));
  const ends = seconds.flatMap((_, index) =>
    (index + 1) % stride === 0 || index === seconds.length - 1 ? [index] : [],
  );
  const allowed = 1 - slo.target;
  return ends.map((end, index): BudgetStep => {
    const before = ends[index - 1];
    const since = (totals: readonly number[]) => totals[end]! - (before === undefined ? 0 : totals[before]!);
    const [from, to] = [before === undefined ? startSeconds : seconds[before]!, seconds[end]!];
    const ended = since(good) + since(bad);
    const all = good[end]! + bad[end]!;
    const soFar = all === 0 ? 0 : bad[end]! / all / allowed;
    return {
      ...{ from, to, ended, bad: since(bad) },
      burnRate: ended === 0 ? null : since(bad) / ended / allowed,
      left: 1 - budgetSpent(soFar, to - startSeconds, windowSeconds),
    };
  });
}

const count = (value: number) => plainNumber(Number(value.toPrecision(3)));
const rate = (value: number) => `${count(value)} ×`;

/** Stretches in which an alert that calls somebody was on, in seconds of the run. */
function pages({ slo, scenario }: WatchedBudget): (readonly [number, number])[] {
  return slo.alerts
    .filter(({ severity }) => severity === 'page')
    .flatMap(({ firings }) => firings.map(([on, off]) => [on, off ?? scenario.run.durationSeconds] as const));
}

function conclude(watched: WatchedBudget, isPaged: boolean): string {
  const { label, slo, windowSeconds } = watched;
  const target = `${Number((slo.target * 100).toPrecision(6))} %`;
  if (slo.burnRate === null) return `In “${label}” no request came to an end, so nothing was spent.`;
  const good = `Of “${label}” ${formatPercent(1 - slo.errorRatio!)} were good where ${target} are wanted`;
  const called = isPaged ? ' The alerts would have called somebody.' : ' No alert would have called anybody.';
  if (slo.burnRate === 0) return `${good}: nothing of the budget is spent.${called}`;
  const lasts =
    slo.burnRate <= 1
      ? 'the budget lasts'
      : `the budget of ${formatSeconds(windowSeconds)} is gone after ${formatSeconds(windowSeconds / slo.burnRate)}`;
  return `${good}: it is spent ${count(slo.burnRate)} times as fast as allowed, so ${lasts}.${called}`;
}

/** How an error budget is spent in the course of a run: how fast, what is left, and when somebody would have been called. */
export function prepareBudget(watched: WatchedBudget): Picture<PanelChartSpec> {
  const { label, scenario, startSeconds, windowSeconds } = watched;
  const steps = budgetCourse(watched);
  const { perUnit, ...x } = runAxis(startSeconds, scenario.run.durationSeconds);
  const stretches = pages(watched).map(([on, off]) => [on / perUnit, off / perUnit] as const);
  const points = (take: (step: BudgetStep) => number | null) => [
    ...steps.map((step) => ({ x: step.from / perUnit, y: take(step) })),
    ...steps.slice(-1).map((step) => ({ x: step.to / perUnit, y: take(step) })),
  ];
  const least = Math.min(0, ...steps.map(({ left }) => left));
  return {
    title: `The error budget in the course of a run: ${label}`,
    conclusion: conclude(watched, stretches.length > 0),
    chart: {
      x,
      panels: [
        {
          id: 'burn',
          y: { label: 'How fast it is spent', scale: 'linear', format: rate },
          series: [{ id: 'burn', label: 'Burn rate', look: 2, draw: 'steps', points: points((step) => step.burnRate) }],
          threshold: { y: 1, label: 'as fast as allowed' },
        },
        {
          id: 'left',
          y: {
            label: `Budget of ${formatSeconds(windowSeconds)} left`,
            scale: 'linear',
            format: formatPercent,
            domain: [least, 1],
          },
          series: [
            {
              id: 'left',
              label: 'Left',
              look: 1,
              draw: 'line',
              points: [
                { x: startSeconds / perUnit, y: 1 },
                ...steps.map((step) => ({ x: step.to / perUnit, y: step.left })),
              ],
            },
          ],
        },
      ],
      ...(stretches.length > 0 ? { spans: { label: 'An alert that calls somebody is on', stretches } } : {}),
    },
    table: tableOfNumbers(
      `The error budget of ${label} in the first replication`,
      'From',
      [
        { label: 'Came to an end', unit: 'requests', format: formatNumber },
        { label: 'Bad', unit: 'requests', format: formatNumber },
        { label: 'Times as fast as allowed', unit: '', format: count },
        { label: 'Budget left', unit: 'share', format: formatPercent },
      ],
      steps.map((step) => [formatSeconds(step.from), step.ended, step.bad, step.burnRate, step.left]),
    ),
  };
}
