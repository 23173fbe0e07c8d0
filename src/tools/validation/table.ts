import type { CaseResult } from './run-case.ts';
import type { FigureResult } from './verdict.ts';

/** Six significant digits; whole numbers in full. */
export function formatValue(value: number | string): string {
  if (typeof value === 'string') return value;
  return String(Number.isInteger(value) ? value : Number(value.toPrecision(6)));
}

export function formatInterval({ interval }: FigureResult): string {
  return interval ? `${formatValue(interval[0])} … ${formatValue(interval[1])}` : '';
}

/** Half the interval, `± 0.0171`: what a narrow column has room for. */
export function formatHalfWidth({ interval }: FigureResult): string {
  return interval ? `± ${Number(((interval[1] - interval[0]) / 2).toPrecision(3))}` : '';
}

/** `+0.12 %`; exact comparisons have no bias to speak of. */
export function formatBias({ bias, rule }: FigureResult): string {
  if (bias === null || rule === 'exact') return '';
  return `${bias < 0 ? '−' : '+'}${(Math.abs(bias) * 100).toFixed(2)} %`;
}

function row(figure: FigureResult): string[] {
  const { label, unit, expected, simulated } = figure;
  const name = `  ${label}${unit ? ` (${unit})` : ''}`;
  const verdict = figure.agrees ? 'agrees' : 'DIFFERS';
  return [name, formatValue(expected), formatValue(simulated), formatInterval(figure), formatBias(figure), verdict];
}

/** One case as lines of text: its title, then a line for each figure. */
export function formatCase(outcome: CaseResult, seconds: number): string {
  const rows = outcome.figures.map(row);
  const widths = [34, 12, 12, 22, 8];
  const again = outcome.rounds > 1 ? `, round ${outcome.rounds}` : '';
  const title = `${outcome.agrees ? 'agrees ' : 'DIFFERS'}  ${outcome.group}: ${outcome.title} [${outcome.name}] ${seconds.toFixed(1)} s${again}`;
  const lines = rows.map((cells) =>
    cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[0]!) : i < 5 ? cell.padStart(widths[i]!) : cell)).join('  '),
  );
  return [title, ...lines].join('\n');
}
