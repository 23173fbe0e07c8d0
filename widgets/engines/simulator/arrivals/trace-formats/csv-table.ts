import { describeFound, type Parsed, type Problem } from '../../../../kit/problem.ts';
import type { Trace, TraceTable } from './trace-format.ts';

/** Faults that are told; a file of the wrong kind has one in every line. */
const MOST_PROBLEMS = 20;

/** Lines of cells between commas. The published traces quote nothing, so neither does this; a byte order mark and Windows line ends are forgiven. */
export class CsvTable implements TraceTable {
  readonly header: readonly string[];
  readonly #text: string;
  readonly #start: number;
  readonly #problems: Problem[] = [];
  #refused = 0;

  constructor(text: string) {
    const end = text.indexOf('\n');
    this.#text = text;
    this.#start = end < 0 ? text.length : end + 1;
    this.header = cellsOf(text.slice(0, end < 0 ? text.length : end).replace(/^\uFEFF/, ''));
  }

  get width(): number {
    return this.header.length;
  }

  column(name: string): number {
    return this.header.indexOf(name);
  }

  /** Line by line, without a second copy of the file in memory. */
  forEachRow(visit: (cells: readonly string[], line: number) => void): void {
    const text = this.#text;
    let line = 1;
    for (let start = this.#start; start < text.length; ) {
      const end = text.indexOf('\n', start);
      const row = text.slice(start, end < 0 ? text.length : end);
      start = end < 0 ? text.length : end + 1;
      line++;
      if (row.trim() === '') continue;
      const cells = cellsOf(row);
      if (cells.length === this.width) visit(cells, line);
      else
        this.refuse(line, `${this.width} values, as in the first line`, `${cells.length}`, 'Mend or remove the line.');
    }
  }

  refuse(line: number, expected: string, found: string | undefined, fix: string): void {
    this.#refused++;
    if (this.#problems.length < MOST_PROBLEMS) {
      this.#problems.push({ path: `line ${line}`, expected, found: found ?? 'nothing', fix });
    }
  }

  finish(trace: () => Trace): Parsed<Trace> {
    const more = this.#refused - this.#problems.length;
    if (this.#refused === 0) return { ok: true, value: trace() };
    const rest: Problem = {
      path: '',
      expected: 'a file without faults',
      found: `${more} more`,
      fix: 'Mend the ones above first.',
    };
    return { ok: false, problems: more > 0 ? [...this.#problems, rest] : this.#problems };
  }
}

function cellsOf(line: string): string[] {
  return line.split(',').map((cell) => cell.trim());
}

/** A finite number of at least `minimum` in a cell; refused, and NaN, otherwise. */
export function readNumber(
  table: TraceTable,
  line: number,
  name: string,
  cell: string | undefined,
  minimum = -Infinity,
): number {
  const value = cell === undefined || cell === '' ? Number.NaN : Number(cell);
  if (Number.isFinite(value) && value >= minimum) return value;
  const bound = minimum === -Infinity ? '' : ` of at least ${minimum}`;
  table.refuse(line, `a number${bound} as ${name}`, describeFound(cell), 'Mend or remove the line.');
  return Number.NaN;
}
