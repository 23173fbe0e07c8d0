import { parentPort } from 'node:worker_threads';
import { validationCases } from './index.ts';
import { runCase } from './run-case.ts';

/** Runs the case that each message names and answers with its outcome, or with the reason why it could not be run. */
parentPort!.on('message', (name: string) => {
  const found = validationCases.find((candidate) => candidate.name === name)!;
  const startedAt = performance.now();
  try {
    parentPort!.postMessage({ name, outcome: runCase(found), seconds: (performance.now() - startedAt) / 1000 });
  } catch (error) {
    parentPort!.postMessage({ name, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});
