// Runs named commands one after another, prints a table of what passed and how long each took, and says so in one closing line.
import { spawnSync } from 'node:child_process';

/**
 * Each step is { name, run: [command, ...words] } or { name, run: () => void } (throws when it fails); `env` adds to the environment.
 * Every step runs even when an earlier one failed, except those that `needs` a failed one. Returns the number of failures.
 */
export function runSteps(steps) {
  const results = [];
  for (const { name, run, env, needs = [] } of steps) {
    const blocker = needs.find((need) => results.some((result) => result.name === need && !result.isPassed));
    const started = performance.now();
    console.log(`\n── ${name} ${'─'.repeat(Math.max(0, 70 - name.length))}`);
    const reason = blocker ? `needs "${blocker}", which failed` : runOne(run, env);
    if (reason) console.error(`${name}: ${reason}`);
    results.push({ name, isPassed: reason === undefined, seconds: (performance.now() - started) / 1000 });
  }
  const failed = results.filter((result) => !result.isPassed).length;
  console.log('');
  for (const { name, isPassed, seconds } of results)
    console.log(`${isPassed ? 'pass' : 'FAIL'}  ${seconds.toFixed(1).padStart(6)} s  ${name}`);
  console.log(`\n${results.length - failed} passed, ${failed} failed`);
  return failed;
}

/** Undefined when it passed, else why not. */
function runOne(run, env) {
  try {
    if (typeof run === 'function') {
      run();
      return undefined;
    }
    const { status, error, signal } = spawnSync(run[0], run.slice(1), {
      stdio: 'inherit',
      env: { ...process.env, ...env },
      shell: process.platform === 'win32',
    });
    if (error) return error.message;
    return status === 0 ? undefined : signal ? `ended by ${signal}` : `exit code ${status}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
