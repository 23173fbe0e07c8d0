import { readNumber } from './csv-table.ts';
import { sortedTimes } from './sorted-times.ts';
import type { TraceFormat } from './trace-format.ts';

/** Single invocations over two weeks. A row has its end and its duration: it arrived at the difference. */
export const azureFunctions2021: TraceFormat = {
  name: 'azureFunctions2021',
  label: 'Azure Functions 2021, single invocations',
  meaning:
    'End and duration of every invocation; it arrived at end − duration. Time 0 is the first arrival of the file.',
  source:
    'Azure Public Dataset, AzureFunctionsInvocationTrace2021.md, CC-BY; Zhang et al., Faster and Cheaper Serverless Computing on Harvested Resources, SOSP 2021.',
  columns: ['app', 'func', 'end_timestamp', 'duration'],
  read(table, only) {
    const timesSeconds: number[] = [];
    const durationsSeconds: number[] = [];
    const [app, func, end, duration] = this.columns.map((name) => table.column(name)) as [
      number,
      number,
      number,
      number,
    ];
    let origin = Infinity;
    table.forEachRow((cells, line) => {
      const seconds = readNumber(table, line, 'duration', cells[duration], 0);
      const arrival = readNumber(table, line, 'end_timestamp', cells[end]) - seconds;
      origin = Math.min(origin, arrival);
      if (only !== undefined && cells[app] !== only && cells[func] !== only) return;
      timesSeconds.push(arrival);
      durationsSeconds.push(seconds);
    });
    if (timesSeconds.length === 0)
      table.refuse(1, 'rows of that function or application', 'none', 'Check the name, or leave it out.');
    return table.finish(() => sortedTimes({ timesSeconds, durationsSeconds }, origin));
  },
};
