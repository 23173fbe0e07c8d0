import type { Figure } from '../statistics/figures.ts';
import { atLeast } from '../theory/availability.ts';
import type { ComponentFaultPart } from './fault-plan.ts';

/** Minutes in 30 days. */
const MINUTES = 43_200;
/** Beyond this many units only "one", "all" and the mean are told. */
const MOST_LEVELS = 32;

/** Of the requests that came to an end: the share that was answered in time, and what is missing as minutes in 30 days. */
export function requestFigures(completed: number, ended: number): Figure[] {
  return [
    { path: 'availability.requestsAnswered', sum: completed, per: ended },
    { path: 'availability.downMinutesPer30Days', sum: (ended - completed) * MINUTES, per: ended },
  ];
}

/** How many units must be up, for each of which the share of time is told. */
function levelsOf(units: number): number[] {
  if (units > MOST_LEVELS) return [1, units];
  return Array.from({ length: units }, (_, index) => index + 1);
}

/** What of one component was up, beside what the arithmetic says of the long run. */
export function componentFigures(part: ComponentFaultPart): Figure[] {
  const { id, units, secondsAt, outages, refused, expected } = part;
  const path = `availability.components.${id}`;
  const measured = secondsAt.reduce((sum, seconds) => sum + seconds, 0);
  const upSeconds = secondsAt.reduce((sum, seconds, up) => sum + seconds * up, 0);
  return [
    { path: `${path}.units`, maximum: units },
    { path: `${path}.up`, sum: upSeconds, per: units * measured },
    ...levelsOf(units).map((level) => ({
      path: `${path}.upAtLeast.${level}`,
      sum: atLeast(secondsAt, level),
      per: measured,
    })),
    { path: `${path}.outages`, sum: outages },
    { path: `${path}.meanOutageSeconds`, sum: units * measured - upSeconds, per: outages },
    { path: `${path}.refused`, sum: refused },
    ...(expected ? expectedFigures(`${path}.expected`, units, expected) : []),
  ];
}

/** The same in every replication, so that the largest of them is each of them. */
function expectedFigures(path: string, units: number, expected: readonly number[]): Figure[] {
  const mean = expected.reduce((sum, share, up) => sum + share * up, 0) / units;
  return [
    { path: `${path}.up`, maximum: mean },
    ...levelsOf(units).map((level) => ({ path: `${path}.upAtLeast.${level}`, maximum: atLeast(expected, level) })),
  ];
}
