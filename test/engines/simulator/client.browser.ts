import { afterEach, describe, expect, test } from 'vitest';
import { SimulatorClient } from '../../../widgets/engines/simulator/client.ts';
import { simulate } from '../../../widgets/engines/simulator/simulate.ts';
import { station } from './accept.ts';

const scenario = (durationSeconds: number) =>
  station({
    arrivals: { process: 'poisson', ratePerSecond: 30 },
    server: { replicas: 4, serviceTime: { distribution: 'exponential', meanSeconds: 0.1 } },
    run: { seed: 6, durationSeconds, replications: 2 },
  });

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
