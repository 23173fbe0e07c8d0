import type { ChartTable } from '../kit/charts/chart-table.ts';
import type { ColumnChartSpec } from '../kit/charts/column-chart.ts';
import type { ForecastDay } from './forecast.ts';

const dayName = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const counted = (count: number, unit: string) => `${count} ${unit}${count === 1 ? '' : 's'}`;

/** The name of a day, "today" for the first. */
function nameOf({ startMs }: ForecastDay, index: number): string {
  return index === 0 ? 'today' : dayName.format(startMs);
}

/** Cards due on each day as columns. */
export function prepareForecastChart(days: readonly ForecastDay[]): ColumnChartSpec {
  return {
    value: { label: 'Cards due', scale: 'linear', format: (count) => (Number.isInteger(count) ? String(count) : '') },
    columns: days.map((day, index) => ({ id: String(index), label: nameOf(day, index), value: day.due })),
  };
}

export function forecastTable(days: readonly ForecastDay[]): ChartTable {
  return {
    caption: 'Cards due on each day, as things stand',
    columns: [
      { label: 'Day', isNumber: false },
      { label: 'Cards due', isNumber: true },
    ],
    rows: days.map((day, index) => [nameOf(day, index), String(day.due)]),
  };
}

/** What is to be seen: today, the whole, and the fullest day. */
export function concludeForecast(days: readonly ForecastDay[]): string {
  const total = days.reduce((sum, { due }) => sum + due, 0);
  if (total === 0) return `No card falls due in the coming ${days.length} days.`;
  const fullest = days.reduce((best, day, index) => (day.due > days[best]!.due ? index : best), 0);
  const today = `${counted(days[0]!.due, 'card')} due today, ${total} within ${days.length} days`;
  return fullest === 0 ? `${today}.` : `${today}; most on ${nameOf(days[fullest]!, fullest)}, ${days[fullest]!.due}.`;
}
