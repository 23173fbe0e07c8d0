import { readNumber } from './csv-table.ts';
import type { TraceFormat } from './trace-format.ts';

const MINUTES = 1440;
const IDS = ['HashOwner', 'HashApp', 'HashFunction', 'Trigger'];

/** A day of invocations per minute and function; all functions are added up unless one is chosen. */
export const azureFunctions2019: TraceFormat = {
  name: 'azureFunctions2019',
  label: 'Azure Functions 2019, invocations per minute',
  meaning: 'Per function 1440 counts, one for each minute of a day; the moments inside a minute are not known.',
  source:
    'Azure Public Dataset, AzureFunctionsDataset2019.md, CC-BY; Shahrad et al., Serverless in the Wild, USENIX ATC 2020.',
  columns: [...IDS, '1', String(MINUTES)],
  read(table, only) {
    const counts = new Array<number>(MINUTES).fill(0);
    const first = table.column('1');
    const ids = IDS.map((id) => table.column(id));
    let rows = 0;
    table.forEachRow((cells, line) => {
      if (only !== undefined && !ids.some((id) => cells[id] === only)) return;
      rows++;
      for (let minute = 0; minute < MINUTES; minute++) {
        counts[minute]! += readCount(table, line, minute, cells[first + minute]);
      }
    });
    if (rows === 0) table.refuse(1, 'rows of that function or application', 'none', 'Check the name, or leave it out.');
    return table.finish(() => ({ type: 'counts', counts, binSeconds: 60 }));
  },
};

function readCount(table: Parameters<TraceFormat['read']>[0], line: number, minute: number, cell: string | undefined) {
  const count = readNumber(table, line, `the count of minute ${minute + 1}`, cell, 0);
  if (!Number.isNaN(count) && !Number.isSafeInteger(count))
    table.refuse(line, `a whole number as the count of minute ${minute + 1}`, cell, 'Mend or remove the line.');
  return count;
}
