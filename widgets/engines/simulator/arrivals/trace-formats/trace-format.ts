import type { Parsed } from '../../../../kit/problem.ts';

/** A trace as numbers. Either moments with what is known of each arrival, or counts per bin. */
export type Trace =
  | {
      readonly type: 'times';
      /** Rising. */
      readonly timesSeconds: readonly number[];
      /** By arrival, where the format tells it. */
      readonly durationsSeconds?: readonly number[];
      readonly promptTokens?: readonly number[];
      readonly outputTokens?: readonly number[];
    }
  | { readonly type: 'counts'; readonly counts: readonly number[]; readonly binSeconds: number };

/** One published format of traces. */
export interface TraceFormat {
  readonly name: string;
  readonly label: string;
  readonly meaning: string;
  /** Who published it, where, under which licence. */
  readonly source: string;
  /** Names that the first line must have among its columns. */
  readonly columns: readonly string[];
  /** Reads the lines after the first; `only` leaves the rows of one function, application or model. */
  read(table: TraceTable, only: string | undefined): Parsed<Trace>;
}

/** A table of comma-separated values, read line by line. */
export interface TraceTable {
  /** Position of a column of the first line, by its name. */
  column(name: string): number;
  readonly width: number;
  /** Calls back for each line that has as many cells as the first, and gives the others as problems. */
  forEachRow(visit: (cells: readonly string[], line: number) => void): void;
  /** Notes a fault at a line; only the first few are kept. */
  refuse(line: number, expected: string, found: string | undefined, fix: string): void;
  /** The trace, or the faults that were noted. */
  finish(trace: () => Trace): Parsed<Trace>;
}
