import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CaseResult } from './run-case.ts';

/** `content/validation/results.json`: what the page shows. The cases are the same to the last bit whenever the same engine runs them. */
export interface ResultsFile {
  /** Day of the run, YYYY-MM-DD. */
  readonly date: string;
  /** Version of the package, and a hash of the sources of the simulator. */
  readonly engine: string;
  readonly cases: readonly CaseResult[];
}

const ROOT = new URL('../../../', import.meta.url).pathname;
export const RESULTS_FILE = join(ROOT, 'content/validation/results.json');

/** For example `0.1.0 (sources 1a2b3c4d)`. Comments count too: a changed hash only says that the run should be made again. */
export function engineVersion(): string {
  const folder = join(ROOT, 'widgets/engines/simulator');
  const hash = createHash('sha256');
  const files = (readdirSync(folder, { recursive: true }) as string[]).filter((file) => file.endsWith('.ts')).sort();
  for (const file of files) hash.update(file.replaceAll('\\', '/')).update(readFileSync(join(folder, file)));
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  return `${version} (sources ${hash.digest('hex').slice(0, 8)})`;
}

/** The same text for the same outcome, whatever the order of its keys: 53 bits of every number. */
function formatCaseRow({ figures, ...about }: CaseResult): string {
  const { name, group, title, mechanisms, source, requests, rounds, agrees } = about;
  const head = JSON.stringify({ name, group, title, mechanisms, source, requests, rounds, agrees });
  const lines = figures.map((figure) => `      ${JSON.stringify(figure)}`).join(',\n');
  return `    ${head.slice(0, -1)}, "figures": [\n${lines}\n    ]}`;
}

/** JSON with one figure a line: short enough to read, and a changed figure is one changed line. */
export function formatResults({ date, engine, cases }: ResultsFile): string {
  const rows = cases.map(formatCaseRow).join(',\n');
  return `{\n  "date": ${JSON.stringify(date)},\n  "engine": ${JSON.stringify(engine)},\n  "cases": [\n${rows}\n  ]\n}\n`;
}

export function readResults(): ResultsFile {
  return JSON.parse(readFileSync(RESULTS_FILE, 'utf8')) as ResultsFile;
}

/** The names of the cases whose stored outcome is not the new one, bit for bit. */
export function findDifferences(stored: ResultsFile, cases: readonly CaseResult[]): string[] {
  return cases
    .filter((outcome) => {
      const before = stored.cases.find((candidate) => candidate.name === outcome.name);
      return before === undefined || formatCaseRow(before) !== formatCaseRow(outcome);
    })
    .map((outcome) => outcome.name);
}
