import { describe, expect, test } from 'vitest';
import { compile } from '../../../widgets/engines/simulator/compile.ts';
import { simulate } from '../../../widgets/engines/simulator/simulate.ts';
import { halfWidth95 } from '../../../widgets/engines/simulator/statistics/time-summary.ts';
import { NumberInService } from '../../../src/tools/validation/number-in-service.ts';
import { overflow } from '../../../widgets/engines/simulator/theory/index.ts';
import { accept } from './accept.ts';
import { traceRun } from './trace.ts';

const exponential = (meanSeconds: number) => ({ distribution: 'exponential', meanSeconds });
const constant = (meanSeconds: number) => ({ distribution: 'deterministic', meanSeconds });
const noStart = { coldStart: constant(0) };

/** A model server with a second way out to functions that start at once. */
function hybrid(arrivals: object, server: object, run: object) {
  return accept({
    components: [
      { id: 'users', kind: 'traffic', arrivals, to: 'model' },
      { id: 'model', kind: 'modelServer', ...server },
      { id: 'extra', kind: 'functions', serviceTime: exponential(1), ...noStart },
    ],
    run: { seed: 1, replications: 1, ...run },
  });
}

describe('spillOver', () => {
  test('the overflow of ten servers at load eight has the share of Erlang B, and the mean and peakedness of Wilkinson', () => {
    const spillOver = { to: 'extra' };
    const scenario = hybrid(
      { process: 'poisson', ratePerSecond: 8 },
      { replicas: 10, serviceTime: exponential(1), spillOver },
      { durationSeconds: 10_050, warmUpSeconds: 50 },
    );
    const theory = overflow(10, 8);
    expect([theory.probability, theory.meanLoad, theory.peakedness].map((value) => value.toFixed(6))).toEqual([
      '0.121661',
      '0.973289',
      '2.040157',
    ]);
    const runs = Array.from({ length: 20 }, (_, replication) => {
      const model = compile(scenario, 1, replication, {});
      const there = new NumberInService('extra', 50);
      model.signals.add(there);
      while (!model.advance(1_000_000));
      const [server, extra] = [model.stations[1]!.statistics, model.stations[2]!.statistics];
      return { share: extra.arrivals / server.arrivals, ...there.moments(model) };
    });
    const expectToAgree = (values: readonly number[], expected: number) => {
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const half = halfWidth95(values)!;
      expect(half / expected).toBeLessThan(0.03);
      // Two half-widths are about four standard errors.
      expect(Math.abs(mean - expected)).toBeLessThan(2 * half);
    };
    expectToAgree(
      runs.map((run) => run.share),
      theory.probability,
    );
    expectToAgree(
      runs.map((run) => run.mean),
      theory.meanLoad,
    );
    expectToAgree(
      runs.map((run) => run.peakedness),
      theory.peakedness,
    );
  });

  test('a request that finds all busy leaves at once, is answered elsewhere and counts as neither waiting nor rejected', () => {
    const scenario = hybrid(
      { process: 'trace', timesSeconds: [0, 0.5, 1.2] },
      { serviceTime: constant(1), spillOver: { to: 'extra' } },
      { durationSeconds: 50 },
    );
    const { visits } = traceRun(scenario).trace;
    expect(visits.map((visit) => `${visit.station} ${visit.startedAt}`)).toEqual(['model 0', 'extra 0.5', 'model 1.2']);
    const result = simulate(scenario);
    expect(result.requests).toMatchObject({ offered: 3, completed: 3, rejected: 0 });
    expect(result.components['model']).toMatchObject({
      arrivals: 3,
      completed: 2,
      rejectedFraction: 0,
      spillOver: { requests: 1, fraction: 1 / 3 },
    });
    expect(result.components['model']!.queueLength).toBe(0);
    expect(result.components['extra']!.completed).toBe(1);
  });

  test('a request that has waited afterSeconds leaves the queue, and one whose turn comes before does not', () => {
    const scenario = hybrid(
      { process: 'trace', timesSeconds: [0, 0.1, 0.7] },
      { serviceTime: constant(1), spillOver: { to: 'extra', afterSeconds: 0.5 } },
      { durationSeconds: 50 },
    );
    const { visits } = traceRun(scenario).trace;
    expect(visits.map((visit) => `${visit.station} ${visit.startedAt}`)).toEqual(['model 0', 'extra 0.6', 'model 1']);
    const { model } = simulate(scenario).components;
    expect(model!.spillOver).toEqual({ requests: 1, fraction: 1 / 3 });
    // Half a second and 0.3 s of waiting in 50 s.
    expect(model!.queueLength).toBeCloseTo(0.8 / 50, 12);
    expect(model!.completed).toBe(2);
  });

  test('with afterSeconds, a request that finds the queue full leaves at once', () => {
    const scenario = hybrid(
      { process: 'trace', timesSeconds: [0, 0.1, 0.2] },
      { serviceTime: constant(1), queueCapacity: 1, spillOver: { to: 'extra', afterSeconds: 10 } },
      { durationSeconds: 50 },
    );
    const { visits } = traceRun(scenario).trace;
    expect(visits.map((visit) => `${visit.station} ${visit.startedAt}`)).toEqual(['model 0', 'extra 0.2', 'model 1']);
  });

  test('a server that never has to spill over runs as without it, to the last bit', () => {
    const run = { durationSeconds: 500 };
    const server = { replicas: 200, serviceTime: exponential(1) };
    const arrivals = { process: 'poisson', ratePerSecond: 8 };
    const withWay = simulate(hybrid(arrivals, { ...server, spillOver: { to: 'extra' } }, run));
    const without = simulate(hybrid(arrivals, server, run));
    const { spillOver, ...rest } = withWay.components['model']!;
    expect(spillOver).toEqual({ requests: 0, fraction: 0 });
    expect(rest).toEqual(without.components['model']);
    expect(withWay.sojournTimeSeconds).toEqual(without.sojournTimeSeconds);
  });

  test('a spill-over that leads nowhere, to its own component or in a circle is refused', () => {
    const refuse =
      (spillOver: object, extra: object = {}) =>
      () =>
        accept({
          components: [
            { id: 'users', kind: 'traffic', arrivals: { process: 'poisson', ratePerSecond: 1 }, to: 'model' },
            { id: 'model', kind: 'modelServer', serviceTime: exponential(1), spillOver },
            { id: 'extra', kind: 'functions', serviceTime: exponential(1), ...extra },
          ],
          run: { durationSeconds: 10 },
        });
    expect(refuse({ to: 'extro' })).toThrow(/components\[1\]\.spillOver\.to.*Did you mean "extra"/s);
    expect(refuse({ to: 'model' })).toThrow(/components\[1\]\.spillOver\.to.*model → model/s);
    expect(refuse({ to: 'users' })).toThrow(/components\[1\]\.spillOver\.to.*takes requests/s);
    expect(refuse({ to: 'extra' }, { to: 'model' })).toThrow(/ways that never lead back/);
    expect(refuse({ to: 'extra' }, { place: 'edge' })).toThrow(/a link between the places/);
    expect(refuse({ to: 'extra', afterSeconds: -1 })).toThrow(/afterSeconds/);
  });
});
