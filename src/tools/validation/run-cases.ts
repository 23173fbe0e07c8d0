import { Worker } from 'node:worker_threads';
import type { CaseResult } from './run-case.ts';

interface Answer {
  readonly name: string;
  readonly outcome?: CaseResult;
  readonly seconds?: number;
  readonly failure?: string;
}

/**
 * Runs the named cases on several threads and gives their outcomes in the order of the names, whatever the order in which they ended: a case depends on
 * nothing but itself. A case that cannot be run is told to `onFailure` and left out.
 */
export async function runCases(
  names: readonly string[],
  threads: number,
  onDone: (outcome: CaseResult, seconds: number) => void,
  onFailure: (name: string, reason: string) => void,
): Promise<CaseResult[]> {
  const outcomes = new Map<string, CaseResult>();
  let next = 0;
  const work = async (): Promise<void> => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url));
    try {
      while (next < names.length) {
        const answer = await ask(worker, names[next++]!);
        if (answer.outcome) {
          outcomes.set(answer.name, answer.outcome);
          onDone(answer.outcome, answer.seconds ?? 0);
        } else onFailure(answer.name, answer.failure ?? 'for no reason that it gave');
      }
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: Math.min(threads, names.length) }, work));
  return names.flatMap((name) => outcomes.get(name) ?? []);
}

function ask(worker: Worker, name: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('message', (answer: Answer) => {
      worker.off('error', reject);
      resolve(answer);
    });
    worker.postMessage(name);
  });
}
