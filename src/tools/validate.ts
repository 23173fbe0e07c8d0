import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { validationCases } from './validation/index.ts';
import { engineVersion, findDifferences, formatResults, readResults, RESULTS_FILE } from './validation/results-file.ts';
import type { CaseResult } from './validation/run-case.ts';
import { runCases } from './validation/run-cases.ts';
import { formatCase } from './validation/table.ts';

const USAGE = `Usage: npm run validate [-- OPTIONS]
  --only NAME     the cases whose name, group or mechanism is NAME; several with commas
  --list          name the cases and run none
  --write         write ${RESULTS_FILE.replace(/^.*\/content/, 'content')}, which the site shows
  --check         compare with that file, bit for bit
  --json FILE     write the outcome elsewhere
  --threads N     how many run at once; by default one per core`;

/** Exit codes: 0 when all agree, 1 when something differs, 2 when the command is not understood. */
const AGREES = 0;
const DIFFERS = 1;
const NOT_UNDERSTOOD = 2;

const options = {
  only: { type: 'string' },
  json: { type: 'string' },
  threads: { type: 'string' },
  list: { type: 'boolean' },
  write: { type: 'boolean' },
  check: { type: 'boolean' },
} as const;

function readArguments() {
  try {
    return parseArgs({ args: process.argv.slice(2), options }).values;
  } catch (error) {
    console.error(`${(error as Error).message}\n${USAGE}`);
    process.exit(NOT_UNDERSTOOD);
  }
}

function namesFor(only: string | undefined): string[] {
  const words = only?.split(',');
  const chosen = validationCases.filter(
    ({ name, group, mechanisms }) =>
      !words || words.some((word) => word === name || word === group || mechanisms.includes(word)),
  );
  if (chosen.length === 0) {
    console.error(`No case, group or mechanism is called "${only}". npm run validate -- --list names them.`);
    process.exit(NOT_UNDERSTOOD);
  }
  return chosen.map((candidate) => candidate.name);
}

async function main(): Promise<number> {
  const { only, json, threads, list, write, check } = readArguments();
  const names = namesFor(only);
  if (list) {
    for (const { name, group, title } of validationCases) console.log(`${name.padEnd(28)} ${group}: ${title}`);
    return AGREES;
  }
  if (write && only) {
    console.error(`--write needs all cases: leave --only out.\n${USAGE}`);
    return NOT_UNDERSTOOD;
  }
  const threadCount = threads === undefined ? availableParallelism() : Math.max(1, Number.parseInt(threads, 10) || 1);
  let done = 0;
  const failed: string[] = [];
  const progress = () => console.error(`${++done} of ${names.length} cases`);
  const about = { date: new Date().toISOString().slice(0, 10), engine: engineVersion() };
  const finished: CaseResult[] = [];
  const cases = await runCases(
    names,
    threadCount,
    (outcome, seconds) => {
      console.log(formatCase(outcome, seconds));
      progress();
      finished.push(outcome);
      // Case by case, so that a long run that is broken off has not been for nothing.
      if (json) writeFileSync(json, formatResults({ ...about, cases: finished }));
    },
    (name, reason) => {
      failed.push(name);
      console.log(`FAILED   ${name}: ${reason}`);
      progress();
    },
  );
  const file = { ...about, cases };
  if (json) writeFileSync(json, formatResults(file));
  if (write && failed.length === 0) {
    mkdirSync(dirname(RESULTS_FILE), { recursive: true });
    writeFileSync(RESULTS_FILE, formatResults(file));
  }
  const wrong = [...failed, ...cases.filter((outcome) => !outcome.agrees).map((outcome) => outcome.name)];
  const figures = cases.reduce((sum, outcome) => sum + outcome.figures.length, 0);
  console.log(`\n${cases.length} cases, ${figures} figures: ${wrong.length === 0 ? 'all agree' : `${wrong.join(', ')} differ`}`); // biome-ignore format: one line
  const changed = check ? findDifferences(readResults(), cases) : [];
  if (check) {
    console.log(changed.length === 0 ? 'The same as the stored results, bit for bit.' : `Not as stored: ${changed.join(', ')}`); // biome-ignore format: one line
  }
  return wrong.length + changed.length > 0 ? DIFFERS : AGREES;
}

process.exitCode = await main();
