import type { FeatureRow } from '../../engines/inference/client.ts';
import type { FormFeature } from '../../kit/form-feature.ts';
import type { Parsed, Problem } from '../../kit/problem.ts';
import { type Columns, outcomeColumn, readHead } from './columns.ts';
import { readCell } from './read-cell.ts';
import { separatorOf, splitLine } from './split-line.ts';

/** Most rows that are read. What the page does with all of them at once (sorting them for the area under the curve) has to stay short. */
export const rowLimit = 20_000;
/** Faults told at once: the first ones. */
const problemLimit = 8;
/** Rows between two pauses: a few milliseconds' work, so that the page stays usable. */
const sliceRows = 1000;

/** Rows of a table, as a model takes them. */
export interface RowTable {
  readonly name: string;
  readonly rows: readonly FeatureRow[];
  /** What happened, where the table has the column; else null. */
  readonly outcomes: readonly number[] | null;
  /** Rows with a number that lies outside what the form takes, which is the range of the training rows. */
  readonly outsideCount: number;
}

/** Reads a table in slices: yields the count of rows so far, so that a page can pause in between. Returns the rows, or the first faults with their lines. */
export function* readTable(
  name: string,
  text: string,
  features: readonly FormFeature[],
  limit = rowLimit,
): Generator<number, Parsed<RowTable>> {
  const lines = linesOf(text);
  const head = lines.next().value;
  const problems: Problem[] = [];
  const fault = (line: number | null, column: string | null, expected: string, found: string, fix: string) =>
    problems.push({ path: [name, line && `line ${line}`, column].filter(Boolean).join(', '), expected, found, fix });
  const separator = separatorOf(head?.text ?? '');
  const columns = readHead(name, splitLine(head?.text ?? '', separator) ?? [], features);
  if (!head) fault(null, null, 'a line of column names and rows below it', 'nothing', 'Paste or choose a table.');
  else if (!columns.ok) return columns;
  const rows: FeatureRow[] = [];
  const outcomes: number[] = [];
  let outsideCount = 0;
  for (const line of columns.ok ? lines : []) {
    if (problems.length >= problemLimit) break;
    if (rows.length >= limit) {
      fault(line.number, null, `at most ${limit} rows`, 'more', 'Split the table, or take a sample of its rows.');
      break;
    }
    const read = readLine(line, separator, (columns as { value: Columns }).value, features);
    if ('problems' in read)
      for (const one of read.problems) fault(line.number, one.column, one.expected, one.found, one.fix);
    else {
      rows.push(read.row);
      if (read.outcome !== null) outcomes.push(read.outcome);
      if (features.some((feature, index) => isOutside(feature, read.row[index]!))) outsideCount++;
    }
    if (rows.length % sliceRows === 0) yield rows.length;
  }
  if (problems.length === 0 && rows.length === 0)
    fault(null, null, 'rows below the line of column names', 'none', 'Add at least one row.');
  if (problems.length > 0) return { ok: false, problems: problems.slice(0, problemLimit) };
  return { ok: true, value: { name, rows, outcomes: outcomes.length > 0 ? outcomes : null, outsideCount } };
}

interface Line {
  readonly number: number;
  readonly text: string;
}

/** Lines that are not blank, with their numbers from 1; never all at once, since a table may be long. */
function* linesOf(text: string): Generator<Line, undefined> {
  let number = 1;
  for (let start = 0; start < text.length; number++) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    const line = text.slice(start, end).replace(/\r$/, '');
    if (line.trim() !== '') yield { number, text: line };
    start = end + 1;
  }
}

interface CellFault {
  readonly column: string | null;
  readonly expected: string;
  readonly found: string;
  readonly fix: string;
}

function readLine(
  { text }: Line,
  separator: string,
  { places, outcomePlace, count }: Columns,
  features: readonly FormFeature[],
): { readonly row: FeatureRow; readonly outcome: number | null } | { readonly problems: readonly CellFault[] } {
  const cells = splitLine(text, separator);
  const whole = (expected: string, found: string, fix: string) => ({
    problems: [{ column: null, expected, found, fix }],
  });
  if (!cells)
    return whole(
      'quotes in pairs',
      'a quote that is not closed in its line',
      'Close it; a cell cannot hold a line break.',
    );
  if (cells.length !== count)
    return whole(`${count} cells`, `${cells.length}`, 'Give every line as many cells as the first one has.');
  const problems: CellFault[] = [];
  const row = features.map((feature, index) => {
    const read = readCell(cells[places[index]!]!, feature);
    if ('value' in read) return read.value;
    problems.push({ column: feature.name, ...read });
    return null;
  });
  const outcome = outcomePlace === null ? null : cells[outcomePlace]!;
  if (outcome !== null && outcome !== '0' && outcome !== '1')
    problems.push({
      column: outcomeColumn,
      expected: '0 or 1',
      found: outcome === '' ? 'an empty cell' : JSON.stringify(outcome.slice(0, 20)),
      fix: 'Write what happened, or remove the column.',
    });
  return problems.length > 0 ? { problems } : { row, outcome: outcome === null ? null : Number(outcome) };
}

function isOutside({ minimum, maximum }: FormFeature, value: number | null): boolean {
  return value !== null && (value < (minimum ?? value) || value > (maximum ?? value));
}
