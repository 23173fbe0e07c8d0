import { parsePriceBook } from '../../../widgets/engines/simulator/cost/parse-price-book.ts';
import { formatProblem } from '../../../widgets/kit/problem.ts';
import { nameOf, parseJson, readText } from './read-scenario.ts';
import { Refusal } from './refusal.ts';

/** The scenario document with the prices of a file. Throws a `Refusal` that tells every fault of the price book at its line. */
export function withPrices(document: unknown, file: string | undefined): unknown {
  if (file === undefined || typeof document !== 'object' || document === null) return document;
  if ('priceBook' in document)
    throw new Refusal([
      '--prices: expected one price book, found "priceBook" in the scenario too. Remove one of them.',
    ]);
  const text = readText(file, 'a price book').replace(/^\uFEFF/, '');
  parseJson(nameOf(file), text);
  const parsed = parsePriceBook(text);
  if (parsed.ok) return { ...document, priceBook: parsed.changes };
  throw new Refusal([
    `${nameOf(file)} was refused:`,
    ...parsed.problems.map((problem) => `  ${nameOf(file)}:${problem.line}: ${formatProblem(problem)}`),
  ]);
}
