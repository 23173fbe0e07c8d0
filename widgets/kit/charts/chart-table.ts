/** The same data as the picture, for those who read rather than look. Every chart has one. */
export interface ChartTable {
  readonly caption: string;
  /** The first column names the row. */
  readonly columns: readonly { readonly label: string; readonly isNumber: boolean }[];
  /** Cells as text with their units, one list per row, as long as `columns`. */
  readonly rows: readonly (readonly string[])[];
}
