import type { Problem } from '../../kit/problem.ts';
import type { Compared, Outcome } from '../comparing/outcome.ts';
import { planSweep, type SweepPlan } from './run-sweep.ts';
import { withReservations } from './reserved-machines.ts';
import { type AxisFields, mostPoints, readAxis, type SweepAxis } from './sweep-axis.ts';
import { forecastSweep, type SweepForecast, engineSpeed } from './sweep-forecast.ts';
import { withObjectives } from './sweep-objectives.ts';
import { sweepPlaces } from './sweep-places.ts';

/** The alternatives of the comparison that can be swept: those that the simulator accepts. */
export function sweepable(outcomes: readonly Outcome[]): readonly Compared[] {
  return outcomes.flatMap(({ alternative }) => ('scenario' in alternative ? [alternative] : []));
}

export interface SweepRequest {
  readonly alternative: Compared;
  readonly axes: readonly { readonly path: string; readonly fields: AxisFields }[];
  readonly limitMs: number | null;
  readonly answeredPercent: number | null;
  readonly replications: number | null;
}

export type PreparedSweep =
  | { readonly ok: true; readonly plan: SweepPlan; readonly forecast: SweepForecast }
  | {
      readonly ok: false /** By axis. */;
      readonly axes: readonly (readonly Problem[])[] /** Of the other fields, and of the whole. */;
      readonly others: readonly Problem[];
    };

const isWithin = (value: number | null, low: number, high: number): value is number =>
  value !== null && value >= low && value <= high;

function otherProblems({ axes, limitMs, answeredPercent, replications }: SweepRequest): Problem[] {
  const found = (value: number | null) => (value === null ? 'nothing' : String(value));
  const twice = axes.length === 2 && axes[0]!.path === axes[1]!.path;
  return [
    ...(isWithin(limitMs, 0.001, 86_400_000)
      ? []
      : [
          {
            path: 'limit',
            expected: 'from 0.001 to 86 400 000 ms',
            found: found(limitMs),
            fix: 'Write the time that 95 in 100 are to keep.',
          },
        ]),
    ...(isWithin(answeredPercent, 0, 100)
      ? []
      : [
          {
            path: 'answered',
            expected: 'from 0 to 100 %',
            found: found(answeredPercent),
            fix: 'Write the share that has to be answered at all.',
          },
        ]),
    ...(isWithin(replications, 1, 1000) && Number.isInteger(replications)
      ? []
      : [
          {
            path: 'replications',
            expected: 'a whole number from 1 to 1000',
            found: found(replications),
            fix: 'Two or more give intervals.',
          },
        ]),
    ...(twice
      ? [{ path: 'second', expected: 'two different numbers', found: 'one twice', fix: 'Choose another, or none.' }]
      : []),
  ];
}

/** Everything that is wrong with what the form asks for, or the plan with what it will take on this device. Runs nothing. */
export function prepareSweep(request: SweepRequest, outcomes: readonly Outcome[], workers: number): PreparedSweep {
  const { alternative, limitMs, answeredPercent, replications } = request;
  const reserving = withReservations(
    alternative.scenario,
    request.axes.map(({ path }) => path),
  );
  const scenario = withObjectives(reserving, {
    limitSeconds: (limitMs ?? 1) / 1000,
    answeredShare: (answeredPercent ?? 0) / 100,
  });
  const places = sweepPlaces(scenario);
  const read = request.axes.map(({ path, fields }) => readAxis(places.find((one) => one.path === path)!, fields));
  const others = otherProblems(request);
  const axes: SweepAxis[] = read.flatMap((one) => (one.ok ? [one.value] : []));
  const points = axes.reduce((product, { values }) => product * values.length, 1);
  if (points > mostPoints)
    others.push({
      path: 'points',
      expected: `at most ${mostPoints} points on a page`,
      found: String(points),
      fix: 'Use fewer values, or the command line.',
    });
  if (axes.length < read.length || others.length > 0 || axes.length === 0)
    return { ok: false, axes: read.map((one) => (one.ok ? [] : one.problems)), others };
  const plan = planSweep(scenario, alternative.curves, axes, replications!);
  return { ok: true, plan, forecast: forecastSweep(plan, engineSpeed(outcomes, workers)) };
}
