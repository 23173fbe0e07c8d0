import { sweepValues } from '../../engines/simulator/sweep.ts';
import { formatNumber } from '../../kit/format.ts';
import { describeFound, type Parsed, type Problem } from '../../kit/problem.ts';
import type { NumberPlace } from '../comparing/number-places.ts';

/** What a person writes to sweep a number, as it stands in the fields. */
export interface AxisFields {
  readonly from: number | null;
  readonly to: number | null;
  /** How the values follow one another: a whole number in steps, another as so many values; or each twice the one before. */
  readonly spacing: 'steps' | 'doubling';
  /** The step of a whole number; the number of values of another. Not read when doubling. */
  readonly by: number | null;
}

/** A number of the scenario and the values it takes, such that the command line can be told the same. */
export interface SweepAxis {
  readonly place: NumberPlace;
  readonly values: readonly number[];
  /** As `--sweep` has it: `components.model.replicas=1..40:40`. */
  readonly argument: string;
}

/** Most values of one number: more cannot be told apart in a picture. */
export const mostValues = 100;

function rangeText({ minimum, maximum, unit }: NumberPlace): string {
  const low = Number.isFinite(minimum) ? `at least ${formatNumber(minimum)}` : '';
  const high = Number.isFinite(maximum) ? `at most ${formatNumber(maximum)}` : '';
  return `${[low, high].filter((part) => part !== '').join(' and ')}${unit === '' ? '' : ` ${unit}`}`;
}

function endProblems(place: NumberPlace, key: 'from' | 'to', value: number | null): Problem[] {
  const kind = place.isWhole ? 'a whole number' : 'a number';
  if (value === null || !Number.isFinite(value) || (place.isWhole && !Number.isInteger(value)))
    return [{ path: key, expected: kind, found: describeFound(value ?? undefined), fix: 'Write one.' }];
  if (value >= place.minimum && value <= place.maximum) return [];
  return [
    {
      path: key,
      expected: rangeText(place),
      found: String(value),
      fix: `${place.meaning} The simulator takes nothing else here.`,
    },
  ];
}

function countProblem(place: NumberPlace, { spacing, by }: AxisFields): Problem[] {
  if (spacing === 'doubling') return [];
  const isFine =
    by !== null && Number.isInteger(by) && by >= (place.isWhole ? 1 : 2) && (place.isWhole || by <= mostValues);
  const expected = place.isWhole ? 'a step of at least 1' : `from 2 to ${mostValues} values`;
  return isFine ? [] : [{ path: 'by', expected, found: describeFound(by ?? undefined), fix: 'Write a whole number.' }];
}

/** Number of values, and the last of them: steps and doublings end at the last value that is not beyond `to`. */
function spread(
  place: NumberPlace,
  from: number,
  to: number,
  { spacing, by }: AxisFields,
): [count: number, last: number] {
  if (spacing === 'doubling') {
    const doublings = Math.floor(Math.log2(to / from) + 1e-9);
    return [doublings + 1, from * 2 ** doublings];
  }
  if (!place.isWhole) return [by!, to];
  const steps = Math.floor((to - from) / by!);
  return [steps + 1, from + steps * by!];
}

/** The values that the fields ask for; or what is wrong, with the field's name as the path. */
export function readAxis(place: NumberPlace, fields: AxisFields): Parsed<SweepAxis> {
  const { from, to } = fields;
  const problems = [
    ...endProblems(place, 'from', from),
    ...endProblems(place, 'to', to),
    ...countProblem(place, fields),
  ];
  if (problems.length > 0) return { ok: false, problems };
  if (!(from! < to!))
    return {
      ok: false,
      problems: [
        {
          path: 'to',
          expected: `more than ${from}`,
          found: String(to),
          fix: 'Write a larger number, or a smaller one where the range begins.',
        },
      ],
    };
  if (fields.spacing === 'doubling' && !(from! > 0))
    return {
      ok: false,
      problems: [
        {
          path: 'from',
          expected: 'more than 0, so that it can be doubled',
          found: String(from),
          fix: 'Begin at 1, or choose equal steps.',
        },
      ],
    };
  const [count, last] = spread(place, from!, to!, fields);
  if (count > mostValues || count < 2) {
    const found = `${formatNumber(count)} from ${from} to ${to}`;
    const fix = count < 2 ? 'Widen the range or use a smaller step.' : 'Use a larger step or a narrower range.';
    return { ok: false, problems: [{ path: 'by', expected: `from 2 to ${mostValues} values`, found, fix }] };
  }
  const isDoubling = fields.spacing === 'doubling';
  const values = sweepValues(from!, last, count, isDoubling ? 'ratios' : 'steps');
  return {
    ok: true,
    value: { place, values, argument: `${place.path}=${from}..${last}:${count}${isDoubling ? 'log' : ''}` },
  };
}

/** Most points of a sweep on a page: a map of 40 by 40. The command line takes more. */
export const mostPoints = 1600;
