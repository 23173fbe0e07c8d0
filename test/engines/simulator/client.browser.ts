import { afterEach, describe, expect, test } from 'vitest';
import { SimulatorClient } from '../../../widgets/engines/simulator/client.ts';
import type { SimulationResult } from '../../../widgets/engines/simulator/result.ts';
import { simulate } from '../../../widgets/engines/simulator/simulate.ts';
import { station } from './accept.ts';

const scenario = (durationSeconds: number) =>
  station({
    arrivals: { process: 'poisson', ratePerSecond: 30 },
    server: { replicas: 4, serviceTime: { distribution: 'exponential', meanSeconds: 0.1 } },
    run: { seed: 6, durationSeconds, replications: 2 },
  });

const withoutClock = ({ engine, ...rest }: SimulationResult) => ({ ...rest, events: engine.events });

let client = new SimulatorClient();
afterEach(() => {
  client.end();
  client = new SimulatorClient();
});

describe('SimulatorClient', () => {
  test('SimulatorClient gives in the worker the very result of simulate, and reports progress up to 1', async () => {
    const shares: number[] = [];
    const result = await client.run(scenario(5000), { onProgress: (share) => shares.push(share) });
    const { engine, ...rest } = result;
    const { engine: expectedEngine, ...expected } = simulate(scenario(5000));
    expect(rest).toEqual(expected);
    expect(engine.events).toBe(expectedEngine.events);
    expect(engine.elapsedSeconds).toBeGreaterThan(0);
    expect(shares.length).toBeGreaterThan(2);
    expect(shares.at(-1)).toBe(1);
  });

  test('SimulatorClient overrides seed and replications', async () => {
    const result = await client.run(scenario(100), { seed: 9, replications: 3 });
    expect(result).toMatchObject({ seed: 9, replications: 3 });
  });

  test('SimulatorClient gives the same result with one worker and with several, and refines it replication by replication', async () => {
    const long = { ...scenario(2000), run: { ...scenario(2000).run, replications: 7 } };
    const expected = withoutClock(simulate(long));
    for (const workers of [1, 2, 5]) {
      const several = new SimulatorClient(workers);
      const refined: SimulationResult[] = [];
      const result = await several.run(long, { onRefined: (soFar) => refined.push(soFar) });
      several.end();
      expect(withoutClock(result)).toEqual(expected);
      const counts = refined.map((soFar) => soFar.replications);
      expect(counts).toEqual([...new Set(counts)].sort((a, b) => a - b));
      expect(refined.at(-1)!.replications).toBe(7);
      const first = refined[0]!;
      expect(withoutClock(first)).toEqual(withoutClock(simulate(long, { replications: first.replications })));
    }
  });

  test('SimulatorClient rejects at once and has a worker free within 100 ms of a cancellation', async () => {
    const one = new SimulatorClient(1);
    const waits: number[] = [];
    // The machine may be busy with other tests: of five tries the quickest tells what the client does.
    for (let attempt = 0; attempt < 5; attempt++) {
      const abort = new AbortController();
      let cancelledAt = Infinity;
      const onProgress = () => {
        cancelledAt = Math.min(cancelledAt, performance.now());
        abort.abort();
      };
      const endless = one.run(scenario(1e8), { signal: abort.signal, onProgress });
      await expect(endless).rejects.toMatchObject({ name: 'AbortError' });
      expect(performance.now() - cancelledAt).toBeLessThan(100);
      await one.run(scenario(0.1), { replications: 1 });
      waits.push(performance.now() - cancelledAt);
    }
    one.end();
    expect(Math.min(...waits)).toBeLessThan(100);
  });

  test('SimulatorClient tells an overload by its own error', async () => {
    const flood = station({
      arrivals: { process: 'deterministic', periodSeconds: 1e-6 },
      server: { serviceTime: { distribution: 'deterministic', meanSeconds: 1000 } },
      run: { durationSeconds: 6, replications: 1 },
    });
    await expect(client.run(flood)).rejects.toMatchObject({ name: 'OverloadError' });
  });

  test('SimulatorClient cancels a long run at once and answers the next one', async () => {
    const abort = new AbortController();
    const long = client.run(scenario(1e7), { signal: abort.signal, onProgress: () => abort.abort() });
    await expect(long).rejects.toMatchObject({ name: 'AbortError' });
    const started = performance.now();
    expect((await client.run(scenario(10))).requests.offered).toBeGreaterThan(0);
    // The worker was told between slices of some ten milliseconds; a second is a slow machine.
    expect(performance.now() - started).toBeLessThan(2000);
  });

  test('SimulatorClient rejects with the engine’s words when a curve is missing', async () => {
    const missing = station({
      arrivals: { process: 'poisson', ratePerSecond: 1 },
      server: { serviceTime: { distribution: 'measured', model: 'unknown-model' } },
      run: { durationSeconds: 10 },
    });
    await expect(client.run(missing)).rejects.toThrow('No service curve of the model "unknown-model"');
  });
});
