import { describe, expect, test } from 'vitest';
import { ReplicationFold } from '../../../widgets/engines/simulator/parallel/fold-replications.ts';
import { ReplicationPool } from '../../../widgets/engines/simulator/parallel/replication-pool.ts';
import type {
  FinishedReplication,
  ReplicationRunner,
  ReplicationTask,
} from '../../../widgets/engines/simulator/parallel/replication-runner.ts';
import { ReplicationRun } from '../../../widgets/engines/simulator/replication.ts';
import type { SimulationResult } from '../../../widgets/engines/simulator/result.ts';
import { simulate } from '../../../widgets/engines/simulator/simulate.ts';
import { station } from './accept.ts';

const scenario = station({
  arrivals: { process: 'poisson', ratePerSecond: 30 },
  server: { replicas: 4, serviceTime: { distribution: 'exponential', meanSeconds: 0.1 } },
  run: { seed: 6, durationSeconds: 60, replications: 7 },
});
const curves = {};
const seed = 6;
const all = [0, 1, 2, 3, 4, 5, 6];

function finish({ scenario: given, seed: start, replication }: ReplicationTask): FinishedReplication {
  const run = new ReplicationRun(given, start, replication, curves);
  while (!run.advance(1000));
  return { part: run.part(), elapsedSeconds: 1 };
}

/** A runner whose every replication waits until the test lets it end. */
class HeldRunner implements ReplicationRunner {
  readonly begun: { task: ReplicationTask; end: () => void; fail: (error: Error) => void }[];
  isEnded = false;

  constructor(begun: HeldRunner['begun']) {
    this.begun = begun;
  }

  run(task: ReplicationTask, { signal }: { signal: AbortSignal }): Promise<FinishedReplication> {
    return new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(new Error('cancelled')));
      this.begun.push({ task, end: () => resolve(finish(task)), fail: reject });
    });
  }

  end(): void {
    this.isEnded = true;
  }
}

function heldPool(size: number) {
  const begun: HeldRunner['begun'] = [];
  const runners: HeldRunner[] = [];
  const pool = new ReplicationPool(() => {
    const runner = new HeldRunner(begun);
    runners.push(runner);
    return runner;
  }, size);
  return { pool, begun, runners };
}

const turn = () => new Promise((resolve) => setTimeout(resolve));
const withoutClock = ({ engine, ...rest }: SimulationResult) => ({ ...rest, events: engine.events });

describe('ReplicationPool and ReplicationFold', () => {
  test.each([1, 2, 3, 16])(
    'ReplicationFold gives the bits of one run from %i runners that end in reverse order',
    async (size) => {
      const { pool, begun } = heldPool(size);
      const fold = new ReplicationFold(scenario, seed);
      const done = pool.run(
        { scenario, seed, curves, replications: all },
        { onFinished: (finished) => fold.add(finished) },
      );
      for (let ended = 0; ended < all.length; ) {
        for (const { end } of begun.splice(0).reverse()) {
          end();
          ended++;
        }
        await turn();
      }
      await done;
      expect(withoutClock(fold.result())).toEqual(withoutClock(simulate(scenario)));
    },
  );

  test('ReplicationFold shows only replications without a gap, so that what is refined never depends on who was first', () => {
    const fold = new ReplicationFold(scenario, seed);
    const task = (replication: number) => finish({ scenario, seed, curves, replication });
    expect(fold.add(task(2))).toBe(false);
    expect(fold.add(task(0))).toBe(true);
    expect(withoutClock(fold.result())).toEqual(withoutClock(simulate(scenario, { replications: 1 })));
    expect(fold.add(task(1))).toBe(true);
    expect(fold.folded).toBe(3);
    expect(withoutClock(fold.result())).toEqual(withoutClock(simulate(scenario, { replications: 3 })));
  });

  test('ReplicationFold reports the time of the runner that worked longest', () => {
    const fold = new ReplicationFold(scenario, seed);
    const task = (replication: number) => finish({ scenario, seed, curves, replication });
    fold.add(task(0), 0);
    fold.add(task(1), 2);
    fold.add(task(2), 2);
    expect(fold.result().engine.elapsedSeconds).toBe(2);
  });

  test('ReplicationPool starts no more runners than it has work for, and never more than its size', async () => {
    const { pool, runners, begun } = heldPool(4);
    const job = { scenario, seed, curves, replications: [0, 1] };
    const first = pool.run(job, { onFinished: () => {} });
    expect(runners).toHaveLength(2);
    const second = pool.run({ ...job, replications: all }, { onFinished: () => {} });
    expect(runners).toHaveLength(4);
    while (begun.length > 0) {
      begun.shift()!.end();
      await turn();
    }
    await Promise.all([first, second]);
    expect(runners).toHaveLength(4);
  });

  test('ReplicationPool lets two jobs take turns, so that a short one does not wait for a long one', async () => {
    const { pool, begun } = heldPool(1);
    const order: string[] = [];
    const long = pool.run({ scenario, seed: 1, curves, replications: all }, { onFinished: () => order.push('long') });
    const short = pool.run(
      { scenario, seed: 2, curves, replications: [0, 1] },
      { onFinished: () => order.push('short') },
    );
    while (begun.length > 0) {
      begun.shift()!.end();
      await turn();
    }
    await Promise.all([long, short]);
    expect(order.slice(0, 5).filter((job) => job === 'short')).toHaveLength(2);
  });

  test('ReplicationPool reports progress up to 1 and gives the runner of each replication', async () => {
    const { pool, begun } = heldPool(2);
    const shares: number[] = [];
    const runners: number[] = [];
    const done = pool.run(
      { scenario, seed, curves, replications: all },
      { onProgress: (share) => shares.push(share), onFinished: (_, runner) => runners.push(runner) },
    );
    while (begun.length > 0) {
      begun.shift()!.end();
      await turn();
    }
    await done;
    expect(shares.at(-1)).toBe(1);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(new Set(runners)).toEqual(new Set([0, 1]));
  });

  test('ReplicationPool rejects at once when cancelled, starts nothing more of the job, and goes on with others', async () => {
    const { pool, begun } = heldPool(2);
    const abort = new AbortController();
    const onFinished = () => expect.unreachable();
    const cancelled = pool.run({ scenario, seed, curves, replications: all }, { onFinished, signal: abort.signal });
    abort.abort();
    await expect(cancelled).rejects.toMatchObject({ name: 'AbortError' });
    await turn();
    expect(begun).toHaveLength(2);
    begun.length = 0;
    const next = pool.run({ scenario, seed, curves, replications: [0] }, { onFinished: () => {} });
    await turn();
    begun.shift()!.end();
    await next;
    await expect(
      pool.run({ scenario, seed, curves, replications: [0] }, { onFinished, signal: abort.signal }),
    ).rejects.toMatchObject({ name: 'AbortError' });
  });

  test('ReplicationPool rejects with the fault of the first replication that fails, and ends its runners when told', async () => {
    const { pool, begun, runners } = heldPool(2);
    const job = { scenario, seed, curves, replications: all };
    const failed = pool.run(job, { onFinished: () => {} });
    begun[1]!.fail(new Error('No service curve.'));
    await expect(failed).rejects.toThrow('No service curve.');
    const ended = pool.run(job, { onFinished: () => {} });
    pool.end();
    await expect(ended).rejects.toMatchObject({ name: 'AbortError' });
    expect(runners.every((runner) => runner.isEnded)).toBe(true);
  });
});
