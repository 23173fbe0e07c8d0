import { snap } from '../../snap.ts';
import type { Trace } from './trace-format.ts';

export interface TimedRows {
  readonly timesSeconds: readonly number[];
  readonly durationsSeconds?: readonly number[];
  readonly promptTokens?: readonly number[];
  readonly outputTokens?: readonly number[];
}

/** Rows in the order of their arrival, with `origin` as time 0, on the grid of nanoseconds. Rows of the same moment keep their order. */
export function sortedTimes(rows: TimedRows, origin: number): Trace {
  const order = rows.timesSeconds.map((_, row) => row);
  order.sort((a, b) => rows.timesSeconds[a]! - rows.timesSeconds[b]!);
  const column = (values: readonly number[]) => order.map((row) => values[row]!);
  return {
    type: 'times',
    timesSeconds: column(rows.timesSeconds).map((at) => snap(at - origin)),
    ...(rows.durationsSeconds ? { durationsSeconds: column(rows.durationsSeconds) } : {}),
    ...(rows.promptTokens ? { promptTokens: column(rows.promptTokens) } : {}),
    ...(rows.outputTokens ? { outputTokens: column(rows.outputTokens) } : {}),
  };
}
