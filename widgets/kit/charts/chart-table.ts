/** The same data as the picture, for those who read rather than look. Every chart has one. */
export interface ChartTable {
  readonly caption: string;
  /** The first column names the row. `unit` is that of the plain numbers in `values`. */
  readonly columns: readonly { readonly label: string; readonly isNumber: boolean; readonly unit?: string }[];
  /** Cells as text with their units, one list per row, as long as `columns`. */
  readonly rows: readonly (readonly string[])[];
  /** The same cells as plain numbers, for a file that a spreadsheet opens; absent: the file has the cells as they read. */
  readonly values?: readonly (readonly (string | number | null)[])[];
}

/** A column of a table that is made from plain numbers. */
export interface NumberColumn {
  readonly label: string;
  /** Of the plain number, for the heading in a file. */
  readonly unit: string;
  readonly format: (value: number) => string;
}

/** A table from plain numbers: the first column names the row, a null is a dash. Whatever is text stays text. */
export function tableOfNumbers(
  caption: string,
  rowsAre: string,
  columns: readonly NumberColumn[],
  values: readonly (readonly [string, ...(string | number | null)[]])[],
): ChartTable {
  const text = (value: string | number | null, column: NumberColumn | undefined) =>
    value === null ? '–' : typeof value === 'number' ? column!.format(value) : value;
  return {
    caption,
    columns: [
      { label: rowsAre, isNumber: false },
      ...columns.map(({ label, unit }) => ({ label, unit, isNumber: true })),
    ],
    rows: values.map((row) => row.map((value, index) => text(value, columns[index - 1]))),
    values,
  };
}
