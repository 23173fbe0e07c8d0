import type { ChartTable } from './chart-table.ts';

/** A cell that a spreadsheet would take for a formula is kept as text by an apostrophe (OWASP, CSV Injection); a negative number is none. */
const isFormula = (text: string) => /^[=+@\t\r]|^-(?!\d)/.test(text);

function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = isFormula(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A table as comma-separated values (RFC 4180): one line of headings, then the plain numbers where the table has them, else the cells as they read. */
export function tableCsv({ columns, rows, values }: ChartTable): string {
  const headings = columns.map(({ label, unit }) => (values && unit ? `${label} (${unit})` : label));
  return [headings, ...(values ?? rows)].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}
