import { readFileSync } from 'node:fs';
import { parseScenario } from '../../../widgets/engines/simulator/parse-scenario.ts';
import type { Scenario } from '../../../widgets/engines/simulator/scenario.ts';
import { findJsonFault } from './json-fault.ts';
import { Refusal, refuse } from './refusal.ts';

const STANDARD_INPUT = 0;

function readText(file: string): string {
  try {
    return readFileSync(file === '-' ? STANDARD_INPUT : file, 'utf8');
  } catch (error) {
    const reason =
      (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is no such file' : (error as Error).message;
    throw new Refusal([
      `${file}: expected a scenario file that can be read, but ${reason}. Check the path, or use - for standard input.`,
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

/** Reads and checks the scenario. Throws a `Refusal` that tells every fault. */
export function readScenario(file: string): Scenario {
  const name = file === '-' ? 'standard input' : file;
  const parsed = parseScenario(parseJson(name, readText(file)));
  if (parsed.ok) return parsed.value;
  const count = parsed.problems.length;
  refuse(`${name} was refused, ${count} ${count === 1 ? 'problem' : 'problems'}:`, parsed.problems);
}
