import { readNumber } from './csv-table.ts';
import type { TraceFormat } from './trace-format.ts';

/** The course's own simplest format: a heading and one moment per line. */
export const plainTimes: TraceFormat = {
  name: 'times',
  label: 'Moments, one per line',
  meaning: 'A first line "timeSeconds", then one moment in seconds per line, in rising order.',
  source: 'Scenario format.',
  columns: ['timeSeconds'],
  read(table, only) {
    if (only !== undefined) table.refuse(1, 'a format that tells functions or models apart', only, 'Leave "only" out.');
    const timesSeconds: number[] = [];
    const time = table.column('timeSeconds');
    table.forEachRow((cells, line) => {
      const at = readNumber(table, line, 'timeSeconds', cells[time], 0);
      const before = timesSeconds.at(-1) ?? 0;
      if (at < before) table.refuse(line, `a moment not before ${before}`, cells[time], 'Sort the lines.');
      timesSeconds.push(at);
    });
    if (timesSeconds.length === 0) table.refuse(1, 'rows after the first line', 'none', 'Check the file.');
    return table.finish(() => ({ type: 'times', timesSeconds }));
  },
};
