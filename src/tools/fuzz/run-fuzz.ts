import { Worker } from 'node:worker_threads';
import type { Verdict } from './judge.ts';

export interface FuzzFault {
  readonly seed: number;
  readonly reason: string;
}

export interface FuzzReport {
  /** By outcome: how many. */
  readonly outcomes: Readonly<Record<string, number>>;
  readonly faults: readonly FuzzFault[];
  /** The case that took longest. */
  readonly slowest: { readonly seed: number; readonly seconds: number };
}

/** A case that takes longer hangs: the budget of events is worth milliseconds. */
const HANG_SECONDS = 20;

type Message = { readonly begun: number } | ({ readonly seed: number } & Verdict);

interface Tally {
  readonly outcomes: Record<string, number>;
  readonly faults: FuzzFault[];
  slowest: { seed: number; seconds: number };
}

/** Judges the seeds from `from` to before `to` in one thread. A case that hangs is a fault, and the thread is started anew behind it. */
function judgeSeeds(from: number, to: number, tally: Tally): Promise<void> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL('./fuzz-thread.ts', import.meta.url), { workerData: { from, to } });
    let current = from;
    let begunAt = performance.now();
    let timer: NodeJS.Timeout | undefined;
    const giveUp = (reason: string) => {
      clearTimeout(timer);
      tally.faults.push({ seed: current, reason });
      void thread.terminate();
      resolve(current + 1 < to ? judgeSeeds(current + 1, to, tally) : undefined);
    };
    thread.on('message', (message: Message) => {
      clearTimeout(timer);
      if ('begun' in message) {
        current = message.begun;
        begunAt = performance.now();
        timer = setTimeout(() => giveUp(`no end within ${HANG_SECONDS} s`), HANG_SECONDS * 1000);
        return;
      }
      const seconds = (performance.now() - begunAt) / 1000;
      if (seconds > tally.slowest.seconds) tally.slowest = { seed: message.seed, seconds };
      tally.outcomes[message.outcome] = (tally.outcomes[message.outcome] ?? 0) + 1;
      if (message.outcome === 'fault') tally.faults.push({ seed: message.seed, reason: message.reason });
      if (message.seed === to - 1) resolve();
    });
    thread.on('error', (error: Error & { code?: string }) => {
      // A heap that runs over ends the thread like any other crash of a case.
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') giveUp('out of memory');
      else reject(error);
    });
  });
}

/** Judges `count` mutated scenarios, the same for the same seeds, over `threads` threads. */
export async function runFuzz(from: number, count: number, threads: number): Promise<FuzzReport> {
  const tally: Tally = { outcomes: {}, faults: [], slowest: { seed: from, seconds: 0 } };
  const bounds = Array.from({ length: threads + 1 }, (_, i) => from + Math.floor((i * count) / threads));
  await Promise.all(bounds.slice(1).map((to, i) => judgeSeeds(bounds[i]!, to, tally)));
  return tally;
}
