// Runs named steps, prints a table of what passed and how long each took, what failed in each, and says so in one closing line.
import { spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';

/** How Vitest, Playwright, Biome, TypeScript and the fault matrix begin a line that names what failed. */
const namesFailure = /^\s*(FAIL|✘|error\b|\w*Error:)/i;
/** The end of a log is what a reader sees first: more lines of one step are in its own part. */
const LARGEST_FAILURE_LINES = 12;

/**
 * Each step is { name, run: [command, ...words] } or { name, run: () => void } (throws when it fails); `env` adds to the environment. A list of steps in the
 * place of a step is run at once, and what each printed is shown when it has ended. Every step runs even when an earlier one failed, except those that
 * `needs` a failed one. Resolves to the number of failures.
 */
export async function runSteps(steps) {
  const results = [];
  for (const step of steps) {
    const isGroup = Array.isArray(step);
    // In the order of the list, whichever ends first.
    results.push(...(await Promise.all([step].flat().map((one) => runStep(one, results, isGroup)))));
  }
  const failed = results.filter((result) => !result.isPassed).length;
  console.log('');
  for (const { name, isPassed, seconds } of results)
    console.log(`${isPassed ? 'pass' : 'FAIL'}  ${seconds.toFixed(1).padStart(6)} s  ${name}`);
  for (const { name, isPassed, failures } of results)
    if (!isPassed) console.log([`\n${name}:`, ...failures].join('\n  '));
  console.log(`\n${results.length - failed} passed, ${failed} failed`);
  return failed;
}

async function runStep({ name, run, env, needs = [] }, before, isBeside) {
  const blocker = needs.find((need) => before.some((result) => result.name === need && !result.isPassed));
  const started = performance.now();
  const heading = `\n── ${name} ${'─'.repeat(Math.max(0, 70 - name.length))}`;
  if (!isBeside) console.log(heading);
  const printed = [];
  const print = (text) => {
    printed.push(text);
    if (!isBeside) process.stdout.write(text);
  };
  const reason = blocker ? `needs "${blocker}", which failed` : await runOne(run, env, print);
  if (isBeside) {
    console.log(heading);
    process.stdout.write(printed.join(''));
  }
  if (reason) console.error(`${name}: ${reason}`);
  const seconds = (performance.now() - started) / 1000;
  return {
    name,
    isPassed: reason === undefined,
    seconds,
    failures: reason ? [...failuresIn(printed.join('')), reason] : [],
  };
}

/** The lines that name what failed, each once and short enough for a line. */
function failuresIn(text) {
  const lines = stripVTControlCharacters(text)
    .split('\n')
    .filter((line) => namesFailure.test(line));
  const distinct = [...new Set(lines.map((line) => line.trim().slice(0, 200)))];
  const rest = distinct.length - LARGEST_FAILURE_LINES;
  return [...distinct.slice(0, LARGEST_FAILURE_LINES), ...(rest > 0 ? [`and ${rest} more`] : [])];
}

/** Undefined when it passed, else why not. What it prints is given to `print` as it comes. */
async function runOne(run, env, print) {
  try {
    return typeof run === 'function' ? await run() : await runCommand(run, env, print);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function runCommand([command, ...words], env, print) {
  return new Promise((resolve) => {
    const child = spawn(command, words, {
      stdio: ['ignore', 'pipe', 'pipe'],
      // A pipe is no terminal; what is shown in one keeps its colours.
      env: { ...process.env, ...(process.stdout.isTTY && { FORCE_COLOR: '1' }), ...env },
      shell: process.platform === 'win32',
    });
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', print);
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code, signal) =>
      resolve(code === 0 ? undefined : signal ? `ended by ${signal}` : `exit code ${code}`),
    );
  });
}
