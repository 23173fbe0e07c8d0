// Runs named steps, prints a table of what passed and how long each took, and says so in one closing line.
import { spawn } from 'node:child_process';

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
  console.log(`\n${results.length - failed} passed, ${failed} failed`);
  return failed;
}

async function runStep({ name, run, env, needs = [] }, before, isBeside) {
  const blocker = needs.find((need) => before.some((result) => result.name === need && !result.isPassed));
  const started = performance.now();
  const heading = `\n── ${name} ${'─'.repeat(Math.max(0, 70 - name.length))}`;
  if (!isBeside) console.log(heading);
  const printed = [];
  const reason = blocker ? `needs "${blocker}", which failed` : await runOne(run, env, isBeside ? printed : undefined);
  if (isBeside) {
    console.log(heading);
    process.stdout.write(Buffer.concat(printed));
  }
  if (reason) console.error(`${name}: ${reason}`);
  return { name, isPassed: reason === undefined, seconds: (performance.now() - started) / 1000 };
}

/** Undefined when it passed, else why not. What it prints goes to the terminal, or is `kept`. */
async function runOne(run, env, kept) {
  try {
    return typeof run === 'function' ? await run() : await runCommand(run, env, kept);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function runCommand([command, ...words], env, kept) {
  return new Promise((resolve) => {
    const child = spawn(command, words, {
      stdio: kept ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      env: { ...process.env, ...env },
      shell: process.platform === 'win32',
    });
    child.stdout?.on('data', (chunk) => kept.push(chunk));
    child.stderr?.on('data', (chunk) => kept.push(chunk));
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code, signal) =>
      resolve(code === 0 ? undefined : signal ? `ended by ${signal}` : `exit code ${code}`),
    );
  });
}
