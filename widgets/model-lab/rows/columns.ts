import type { FormFeature } from '../../kit/form-feature.ts';
import { nearest } from '../../kit/nearest.ts';
import { describeFound, type Parsed, type Problem } from '../../kit/problem.ts';

/** Name of the column that may tell what happened, 0 or 1. It is not shown to the model. */
export const outcomeColumn = 'outcome';

/** Where each feature stands in a line. */
export interface Columns {
  /** Place in the line, by feature. */
  readonly places: readonly number[];
  /** Place of the outcome, or null. */
  readonly outcomePlace: number | null;
  readonly count: number;
}

/** Finds the columns by their names, in any order; or every reason why the head is not that of this model. */
export function readHead(name: string, head: readonly string[], features: readonly FormFeature[]): Parsed<Columns> {
  const names = head.map((cell) => cell.toLowerCase());
  const wanted = features.map((feature) => feature.name.toLowerCase());
  const list = features.map((feature) => feature.name).join(', ');
  if (names.every((cell) => cell !== '' && Number.isFinite(Number(cell)))) {
    const fix = `Put the names of the columns into the first line: ${list}.`;
    return { ok: false, problems: [{ path: `${name}, line 1`, expected: 'names of columns', found: 'numbers', fix }] };
  }
  const problems: Problem[] = [];
  const fault = (expected: string, found: string, fix: string) =>
    problems.push({ path: `${name}, line 1`, expected, found, fix });
  for (const [index, cell] of names.entries()) {
    if (names.indexOf(cell) !== index)
      fault('each column once', `${describeFound(head[index])} twice`, 'Remove one of the two.');
    else if (!wanted.includes(cell) && cell !== outcomeColumn) {
      const meant = nearest(cell, wanted);
      const proper = meant === undefined ? undefined : features[wanted.indexOf(meant)]!.name;
      fault(
        `only the columns ${list} and, if you like, ${outcomeColumn}`,
        `the column ${describeFound(head[index])}`,
        proper ? `Did you mean "${proper}"?` : 'Remove the column: the model knows nothing of it.',
      );
    }
  }
  for (const feature of features)
    if (!names.includes(feature.name.toLowerCase()))
      fault(
        `the column "${feature.name}" (${feature.label})`,
        'none of that name',
        feature.mayBeUnknown ? 'Add it; cells may be empty where the value is unknown.' : 'Add it.',
      );
  if (problems.length > 0) return { ok: false, problems };
  const outcomePlace = names.indexOf(outcomeColumn);
  return {
    ok: true,
    value: {
      places: wanted.map((one) => names.indexOf(one)),
      outcomePlace: outcomePlace < 0 ? null : outcomePlace,
      count: head.length,
    },
  };
}
