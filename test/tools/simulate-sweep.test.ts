import { describe, expect, test } from 'vitest';
import { combine, readSweep, withPoint } from '../../src/tools/simulate/sweep.ts';
import { simulate } from './run-simulate.ts';

describe('readSweep', () => {
  test.each([
    ['a.b=1..4:4', [1, 2, 3, 4]],
    ['a=0.1..0.5:5', [0.1, 0.2, 0.3, 0.4, 0.5]],
    ['a=1..64:7log', [1, 2, 4, 8, 16, 32, 64]],
    ['a=1e-3..1e3:3log', [0.001, 1, 1000]],
    ['a=40..10:4', [40, 30, 20, 10]],
    ['a=-1..1:3lin', [-1, 0, 1]],
    ['a=7..7:1', [7]],
  ])('readSweep gives for %s the decimals as a person would write them', (text, values) => {
    expect(readSweep(text).values).toEqual(values);
  });

  test.each([
    ['replicas', 'expected KEY=A..B:N, found "replicas"'],
    ['replicas=1..4', 'expected KEY=A..B:N'],
    ['replicas=1..4:0', 'expected from 1 to 10000 points'],
    ['replicas=1..4:1', 'expected at least 2 points between two different values'],
    ['replicas=0..4:3log', 'expected values above 0 for equal ratios'],
    ['replicas=1..x:3', 'expected KEY=A..B:N'],
  ])('readSweep refuses %s', (text, message) => {
    expect(() => readSweep(text)).toThrow(message);
  });
});

describe('combine and withPoint', () => {
  test('combine gives every combination, the last sweep running fastest', () => {
    const points = combine([readSweep('a=1..2:2'), readSweep('b=5..6:2')]);
    expect(points.map((point) => point.map(({ value }) => value))).toEqual([
      [1, 5],
      [1, 6],
      [2, 5],
      [2, 6],
    ]);
    expect(combine([])).toEqual([[]]);
    expect(() => combine([readSweep('a=1..200:200'), readSweep('b=1..200:200')])).toThrow(
      'expected at most 10000 combinations, found 40000',
    );
  });

  test('withPoint finds a component by its id and leaves the document as it was', () => {
    const document = { components: [{ id: 'a' }, { id: 'b', batching: { maxBatchSize: 1 } }], run: { seed: 1 } };
    const point = [
      { path: 'components.b.batching.maxBatchSize', value: 8 },
      { path: 'components.0.x', value: 2 },
      { path: 'run.seed', value: 3 },
    ];
    expect(withPoint(document, point)).toEqual({
      components: [
        { id: 'a', x: 2 },
        { id: 'b', batching: { maxBatchSize: 8 } },
      ],
      run: { seed: 3 },
    });
    expect(document.components[1]!.batching!.maxBatchSize).toBe(1);
  });

  test.each(['components.c.replicas', 'run.seed.deep', 'components.b.batching.x.y', '__proto__.x', 'run.__proto__'])(
    'withPoint refuses %s, which leads nowhere',
    (path) => {
      const document = { components: [{ id: 'b', batching: {} }], run: { seed: 1 } };
      expect(() => withPoint(document, [{ path, value: 1 }])).toThrow('expected the path of a number in the scenario');
    },
  );
});

const shop = {
  title: 'A small shop',
  components: [
    { id: 'users', kind: 'traffic', arrivals: { process: 'poisson', ratePerSecond: 7 }, to: 'model' },
    { id: 'model', kind: 'modelServer', serviceTime: { distribution: 'exponential', meanSeconds: 0.1 } },
  ],
  run: { seed: 1, durationSeconds: 300, warmUpSeconds: 50, replications: 3 },
  objectives: [{ metric: 'components.model.utilisation', atMost: 0.4 }],
};
const input = JSON.stringify(shop);

describe('simulate --sweep', () => {
  test('simulate --sweep gives at every point what a run of that scenario gives, and the points share their random numbers', async () => {
    const sweep = ['--sweep', 'components.model.replicas=1..2:2'];
    const { code, stdout } = await simulate(['-', '--json', ...sweep], input);
    expect(code).toBe(0);
    const { points } = JSON.parse(stdout);
    expect(points.map((point: { values: unknown }) => point.values)).toEqual([
      { 'components.model.replicas': 1 },
      { 'components.model.replicas': 2 },
    ]);
    const two = { ...shop, components: [shop.components[0], { ...shop.components[1], replicas: 2 }] };
    const alone = JSON.parse((await simulate(['-', '--json'], JSON.stringify(two))).stdout);
    expect({ ...points[1].result, engine: null }).toEqual({ ...alone, engine: null });
    expect(points[0].result.requests.offered).toBe(points[1].result.requests.offered);
  });

  test('simulate --sweep prints a row per point, and ends with 1 only when no point meets the objectives', async () => {
    const table = await simulate(['-', '--sweep', 'components.model.replicas=1..2:2'], input);
    expect(table.code).toBe(0);
    expect(table.stdout).toMatch(/components\.model\.replicas +completed/);
    expect(table.stdout).toMatch(/\n1 .* 0 of 1\n2 .* 1 of 1\n$/);
    const none = await simulate(['-', '--sweep', 'components.users.arrivals.ratePerSecond=6..8:2'], input);
    expect(none.code).toBe(1);
  });

  test('simulate --sweep refuses a point that is no scenario, and names it', async () => {
    const { code, stderr } = await simulate(['-', '--sweep', 'components.model.replicas=1..2:3'], input);
    expect(code).toBe(2);
    expect(stderr).toContain('standard input with components.model.replicas = 1.5 was refused, 1 problem:');
    expect(stderr).toContain('components[1].replicas: expected a whole number, found 1.5.');
  });
});
