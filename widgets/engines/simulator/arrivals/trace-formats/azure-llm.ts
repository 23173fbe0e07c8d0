import { describeFound } from '../../../../kit/problem.ts';
import { readNumber } from './csv-table.ts';
import { sortedTimes } from './sorted-times.ts';
import type { TraceFormat, TraceTable } from './trace-format.ts';

/** `2023-11-16 18:15:46.6805900`, and in 2024 with `+00:00` at the end: always the same clock, so the zone is of no account. */
const TIMESTAMP = /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d):(\d\d)(\.\d+)?(?:[+-]\d\d:?\d\d|Z)?$/;

/** Whole seconds and their fraction apart, because together they have more digits than a number holds. */
function readTimestamp(table: TraceTable, line: number, cell: string | undefined): readonly [number, number] {
  const match = TIMESTAMP.exec(cell ?? '');
  if (match) {
    const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as [
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    return [Date.UTC(year, month - 1, day, hour, minute, second) / 1000, Number(`0${match[7] ?? '.0'}`)];
  }
  table.refuse(
    line,
    'a date and time such as 2023-11-16 18:15:46.6805900 as TIMESTAMP',
    describeFound(cell),
    'Mend or remove the line.',
  );
  return [Number.NaN, 0];
}

/** Requests to large language models with the tokens of the prompt and of the answer. The text was never published. */
export const azureLlm: TraceFormat = {
  name: 'azureLlm',
  label: 'Azure LLM inference 2023, 2024 and 2025',
  meaning: 'Moment, prompt tokens and answer tokens of every request. Time 0 is the first arrival of the file.',
  source:
    'Azure Public Dataset, AzureLLMInferenceDataset2023.md and 2024.md, CC-BY; Patel et al., Splitwise, ISCA 2024; Stojkovic et al., DynamoLLM, HPCA 2025.',
  columns: ['TIMESTAMP', 'ContextTokens', 'GeneratedTokens'],
  read(table, only) {
    if (only !== undefined) table.refuse(1, 'a format that tells functions or models apart', only, 'Leave "only" out.');
    const timesSeconds: number[] = [];
    const promptTokens: number[] = [];
    const outputTokens: number[] = [];
    const [time, context, generated] = this.columns.map((name) => table.column(name)) as [number, number, number];
    let base: number | undefined;
    table.forEachRow((cells, line) => {
      const [whole, fraction] = readTimestamp(table, line, cells[time]);
      base ??= whole;
      timesSeconds.push(whole - base + fraction);
      promptTokens.push(readNumber(table, line, 'ContextTokens', cells[context], 0));
      outputTokens.push(readNumber(table, line, 'GeneratedTokens', cells[generated], 0));
    });
    if (timesSeconds.length === 0) table.refuse(1, 'rows after the first line', 'none', 'Check the file.');
    return table.finish(() => {
      const origin = timesSeconds.reduce((least, at) => Math.min(least, at), Infinity);
      return sortedTimes({ timesSeconds, promptTokens, outputTokens }, origin);
    });
  },
};
