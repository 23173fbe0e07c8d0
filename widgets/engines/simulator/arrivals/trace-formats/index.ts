import { describeFound, type Parsed } from '../../../../kit/problem.ts';
import { azureFunctions2019 } from './azure-functions-2019.ts';
import { azureFunctions2021 } from './azure-functions-2021.ts';
import { azureLlm } from './azure-llm.ts';
import { burstGpt } from './burst-gpt.ts';
import { CsvTable } from './csv-table.ts';
import { plainTimes } from './plain-times.ts';
import type { Trace, TraceFormat } from './trace-format.ts';

/** Every format of trace files, told apart by the columns that the first line names. */
export const traceFormats: readonly TraceFormat[] = [
  azureFunctions2019,
  azureFunctions2021,
  azureLlm,
  burstGpt,
  plainTimes,
];

/** Reads a trace from the text of its file, or tells its faults by line. `only` leaves the rows of one function, application or model. */
export function readTrace(text: string, only?: string): Parsed<Trace> {
  const table = new CsvTable(text);
  const format = traceFormats.find(({ columns }) => columns.every((name) => table.column(name) >= 0));
  if (format) return format.read(table, only);
  const known = traceFormats.map(({ label, columns }) => `${columns.join(',')} (${label})`).join('; ');
  return {
    ok: false,
    problems: [
      {
        path: 'line 1',
        expected: `the columns of a known trace: ${known}`,
        found: describeFound(table.header.join(',')),
        fix: 'Use a file of one of these formats, or write the moments under a first line "timeSeconds".',
      },
    ],
  };
}
