import { readFileSync } from 'node:fs';
import { parseScenario } from '../../../widgets/engines/simulator/parse-scenario.ts';
import type { Scenario } from '../../../widgets/engines/simulator/scenario.ts';
import { findJsonFault } from '../../../widgets/kit/json-fault.ts';
import { Refusal, refuse } from './refusal.ts';

const STANDARD_INPUT = 0;

/** The text of a file; `what` names it when it cannot be read. Throws a `Refusal`. */
export function readText(file: string, what = 'a scenario file'): string {
  try {
    return readFileSync(file === '-' ? STANDARD_INPUT : file, 'utf8');
  } catch (error) {
    const reason =
      (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is no such file' : (error as Error).message;
    throw new Refusal([
      `${file}: expected ${what} that can be read, but ${reason}. Check the path, or use - for standard input.`,
    ]);
  }
}

/** Parses JSON; the fault is told with line and column. A byte order mark is forgiven. */
export function parseJson(name: string, text: string): unknown {
  const content = text.replace(/^\uFEFF/, '');
  const fault = findJsonFault(content);
  if (!fault) return JSON.parse(content);
  throw new Refusal([
    `${name}:${fault.line}:${fault.column}: expected ${fault.expected}, found ${fault.found}. Mend the JSON there.`,
  ]);
}

/** The document in the file, or on standard input for `-`. Throws a `Refusal`. */
export function readDocument(file: string, what?: string): unknown {
  return parseJson(nameOf(file), readText(file, what));
}

/** Checks a document as a scenario. Throws a `Refusal` that tells every fault. */
export function acceptScenario(name: string, document: unknown): Scenario {
  const parsed = parseScenario(document);
  if (parsed.ok) return parsed.value;
  const count = parsed.problems.length;
  refuse(`${name} was refused, ${count} ${count === 1 ? 'problem' : 'problems'}:`, parsed.problems);
}

export const nameOf = (file: string): string => (file === '-' ? 'standard input' : file);
