import { lineOfPath, linesOfJson } from '../../../kit/json-lines.ts';
import { parseWith } from '../../../kit/parse-with.ts';
import { describeFound, type Problem } from '../../../kit/problem.ts';
import { changePrices, findPriceProblems } from './change-prices.ts';
import { type PriceBook, type PriceChanges, priceBook } from './price-book.ts';
import { priceChangesSchema } from './price-book-schema.ts';

/** A fault of a price book with the line, from 1, on which it stands. */
export interface PriceProblem extends Problem {
  readonly line: number;
}

export type ParsedPrices =
  | { readonly ok: true; readonly changes: PriceChanges; readonly book: PriceBook }
  | { readonly ok: false; readonly problems: readonly PriceProblem[] };

/** Reads the prices that somebody writes in place of those of the built-in book, or tells every fault with its line. Nothing is guessed. */
export function parsePriceBook(text: string): ParsedPrices {
  let input: unknown;
  try {
    input = JSON.parse(text);
  } catch (error) {
    return { ok: false, problems: [notJson(text, error)] };
  }
  const parsed = parseWith(priceChangesSchema, input);
  const problems = [...(parsed.ok ? [] : parsed.problems), ...findPriceProblems(input, '')];
  if (parsed.ok && problems.length === 0)
    return { ok: true, changes: parsed.value, book: changePrices(parsed.value, priceBook) };
  const lines = linesOfJson(text);
  const placed = problems.map((problem) => ({ ...problem, line: lineOfPath(lines, problem.path) }));
  return { ok: false, problems: placed.sort((a, b) => a.line - b.line) };
}

/** Engines tell the place as an offset, as a line, or not at all. */
function notJson(text: string, error: unknown): PriceProblem {
  const message = error instanceof Error ? error.message : String(error);
  const offset = /position (\d+)/.exec(message)?.[1];
  const told = /line (\d+)/.exec(message)?.[1];
  const line = offset === undefined ? Number(told ?? 1) : text.slice(0, Number(offset)).split('\n').length;
  return { path: '', line, expected: 'JSON', found: describeFound(message), fix: 'Mend the JSON there.' };
}
