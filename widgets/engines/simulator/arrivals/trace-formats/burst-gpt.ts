import { readNumber } from './csv-table.ts';
import { sortedTimes } from './sorted-times.ts';
import type { TraceFormat } from './trace-format.ts';

/**
 * Calls of ChatGPT and GPT-4 on a campus. The first two parts have six columns, the third also `Session ID` and `Elapsed time`. Failures, which have no
 * answer tokens, arrived all the same and stay.
 */
export const burstGpt: TraceFormat = {
  name: 'burstGpt',
  label: 'BurstGPT',
  meaning: 'Moment in seconds, model, prompt and answer tokens of every call. Time 0 is the first arrival of the file.',
  source: 'HPMLL/BurstGPT, CC-BY-4.0; Wang et al., BurstGPT: A Real-World Workload Dataset, 2024.',
  columns: ['Timestamp', 'Model', 'Request tokens', 'Response tokens'],
  read(table, only) {
    const timesSeconds: number[] = [];
    const promptTokens: number[] = [];
    const outputTokens: number[] = [];
    const columns = this.columns.map((name) => table.column(name)) as [number, number, number, number];
    const [time, model, request, response] = columns;
    let origin = Infinity;
    table.forEachRow((cells, line) => {
      const at = readNumber(table, line, 'Timestamp', cells[time], 0);
      origin = Math.min(origin, at);
      if (only !== undefined && cells[model] !== only) return;
      timesSeconds.push(at);
      promptTokens.push(readNumber(table, line, 'Request tokens', cells[request], 0));
      outputTokens.push(readNumber(table, line, 'Response tokens', cells[response], 0));
    });
    if (timesSeconds.length === 0) table.refuse(1, 'rows of that model', 'none', 'Check the name, or leave it out.');
    return table.finish(() => sortedTimes({ timesSeconds, promptTokens, outputTokens }, origin));
  },
};
