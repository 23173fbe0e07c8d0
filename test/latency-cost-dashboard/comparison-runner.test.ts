import { describe, expect, it } from 'vitest';
import { SimulationRun } from '../../widgets/engines/simulator/simulate.ts';
import { ReplicationRun } from '../../widgets/engines/simulator/replication.ts';
import { resultAlone } from '../../widgets/engines/simulator/parallel/fold-replications.ts';
import {
  type ComparisonPlan,
  ComparisonRunner,
  type ComparisonState,
  FIRST_REQUESTS,
} from '../../widgets/latency-cost-dashboard/comparison-runner.ts';
import type { Composed } from '../../widgets/latency-cost-dashboard/comparing/compose.ts';
import { simulated } from '../../widgets/latency-cost-dashboard/comparing/outcome.ts';
import { composeShipped, startState } from './simulated.ts';

interface Plan extends ComparisonPlan {
  readonly name: string;
}
const composed = composeShipped({ ...startState, alternatives: startState.alternatives.slice(0, 2) });
const plan = (name: string, list: readonly Composed[] = composed): Plan => ({ name, composed: list });
type Client = ConstructorParameters<typeof ComparisonRunner>[0]['client'];

/** The real simulation, here in the same thread, one replication between two turns of the event loop. */
const client: Client = {
  run: async (scenario, options = {}) => {
    const { curves = {}, fold, signal, replications = 1, onReplication } = options;
    const seed = scenario.run.seed;
    for (let replication = fold!.folded; replication < replications; replication++) {
      await new Promise((resolve) => setTimeout(resolve, 1));
      signal?.throwIfAborted();
      const run = new ReplicationRun(scenario, seed, replication, curves);
      while (!run.advance(1e6));
      const finished = { part: run.part(), elapsedSeconds: 0 };
      fold!.add(finished);
      onReplication?.(replication, resultAlone(scenario, seed, finished));
    }
    return fold!.result();
  },
};

/** `passes` is how many milliseconds the clock goes on at each look. */
function watch(passes = 0, port = client) {
  const states: ComparisonState<Plan>[] = [];
  let now = 0;
  const runner = new ComparisonRunner<Plan>({
    client: port,
    now: () => (now += passes),
    listen: (state) => states.push(state),
  });
  const ended = async () => {
    await expect.poll(() => states.at(-1)?.isRunning, { timeout: 20_000, interval: 5 }).toBe(false);
    return states.at(-1)!;
  };
  return { runner, states, ended };
}

describe('ComparisonRunner', () => {
  it('gives the figures that the simulator gives for the same scenario, seed and replications', async () => {
    const { runner, ended } = watch();
    runner.request(plan('a'), 3);
    const { outcomes, share, target } = await ended();
    expect({ share, target }).toEqual({ share: 1, target: 3 });
    for (const { alternative, result, alone } of simulated(outcomes)) {
      const run = new SimulationRun(alternative.scenario, { curves: alternative.curves, replications: 3 });
      while (!run.isDone) run.advance();
      expect(result).toEqual(run.result());
      expect(alone).toHaveLength(3);
    }
  });

  it('shows the first figures once 100,000 requests are behind them, and refines them after that', async () => {
    const { runner, states, ended } = watch(100);
    runner.request(plan('a'), 12);
    await ended();
    const counts = states.flatMap(({ outcomes }) => {
      const shown = simulated(outcomes);
      return shown.length === 0 ? [] : [shown.reduce((sum, { result }) => sum + result.requests.offered, 0)];
    });
    expect(counts.length).toBeGreaterThan(2);
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
  });

  it('waits for no one longer than a quarter of a second before it shows the others', async () => {
    const { runner, states, ended } = watch(300);
    runner.request(plan('a'), 2);
    await ended();
    const first = states.find(({ outcomes }) => simulated(outcomes).length > 0)!;
    const offered = simulated(first.outcomes).reduce((sum, { result }) => sum + result.requests.offered, 0);
    expect(offered).toBeLessThan(FIRST_REQUESTS);
    expect(simulated(first.outcomes)).toHaveLength(1);
    expect(first.outcomes[1]).toMatchObject({ result: null, refusal: null });
  });

  it('lets a plan that has shown nothing yet show its first figures, then runs the newest and none between', async () => {
    const { runner, states, ended } = watch();
    for (const name of ['a', 'b', 'c', 'd']) runner.request(plan(name), 2);
    await expect.poll(() => states.at(-1)?.plan?.name, { timeout: 20_000 }).toBe('d');
    await ended();
    expect([...new Set(states.map((state) => state.plan?.name))]).toEqual([undefined, 'a', 'd']);
  });

  it('adds to what there is when it is extended, and runs no replication twice', async () => {
    const asked: number[] = [];
    const counting: Client = {
      run: (scenario, options = {}) =>
        client.run(scenario, {
          ...options,
          onReplication: (replication, result) => {
            asked.push(replication);
            options.onReplication?.(replication, result);
          },
        }),
    };
    const { runner, ended } = watch(0, counting);
    runner.request(plan('a'), 2);
    await ended();
    runner.extend(4);
    const { outcomes } = await ended();
    expect(simulated(outcomes).map(({ result }) => result.replications)).toEqual([4, 4]);
    expect(asked.toSorted((a, b) => a - b)).toEqual([0, 0, 1, 1, 2, 2, 3, 3]);
  });

  it('says why one cannot be simulated, and the others still run', async () => {
    const busy = composeShipped({
      ...startState,
      controls: { ...startState.controls, rate: 20, weight: 3000, 'edge-slowness': 16, 'batch-size': 1 },
    });
    const failing: Client = {
      run: (scenario, options) =>
        scenario.title.startsWith('Batch')
          ? Promise.reject(new Error('Too many requests wait.'))
          : client.run(scenario, options),
    };
    const { runner, ended } = watch(0, failing);
    runner.request(plan('a', busy), 1);
    const { outcomes } = await ended();
    const said = Object.fromEntries(outcomes.map(({ alternative, refusal }) => [alternative.id, refusal]));
    expect(said['batch-cloud']).toBe('Too many requests wait.');
    expect(said['realtime-edge']).toMatch(/^It is unstable: 20 requests per second are offered to "model"/);
    expect(simulated(outcomes).map(({ alternative }) => alternative.id)).toContain('realtime-cloud');
  });

  it('keeps what it shows when it is cancelled, and shows nothing more', async () => {
    const { runner, states, ended } = watch();
    runner.request(plan('a'), 1);
    const { outcomes } = await ended();
    runner.request(plan('b'), 5);
    runner.cancel();
    const mark = states.length;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(states).toHaveLength(mark);
    expect(states.at(-1)).toMatchObject({ isRunning: false, plan: { name: 'a' } });
    expect(states.at(-1)!.outcomes).toBe(outcomes);
  });
});
