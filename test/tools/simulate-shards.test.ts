import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { Refusal } from '../../src/tools/simulate/refusal.ts';
import { tasksOf } from '../../src/tools/simulate/run-study.ts';
import { mergeShards } from '../../src/tools/simulate/shard-file.ts';
import type { Study } from '../../src/tools/simulate/study.ts';
import { simulate } from './run-simulate.ts';

const folder = mkdtempSync(join(tmpdir(), 'slipway-shards-'));
afterAll(() => rmSync(folder, { recursive: true }));

const shop = {
  title: 'A small shop',
  components: [
    { id: 'users', kind: 'traffic', place: 'campus', arrivals: { process: 'poisson', ratePerSecond: 7 }, to: 'door' },
    { id: 'door', kind: 'gateway', timeoutSeconds: 0.5, to: 'model' },
    { id: 'model', kind: 'modelServer', serviceTime: { distribution: 'lognormal', meanSeconds: 0.1, cv: 1 } },
  ],
  links: [{ from: 'campus', to: 'cloud', roundTripSeconds: 0.03 }],
  run: { seed: 3, durationSeconds: 300, warmUpSeconds: 50, replications: 5 },
};
const input = JSON.stringify(shop);

async function writeShards(count: number, name: string, more: readonly string[] = [], text = input) {
  return Promise.all(
    Array.from({ length: count }, async (_, i) => {
      const { code, stdout } = await simulate(['-', '--shard', `${i + 1}/${count}`, ...more], text);
      expect(code).toBe(0);
      const file = join(folder, `${name}-${i + 1}.json`);
      writeFileSync(file, stdout);
      return file;
    }),
  );
}

const withoutClock = (text: string) => text.replace(/"elapsedSeconds": [\d.e-]+/g, '');

describe('tasksOf', () => {
  test.each([1, 2, 3, 4, 7, 14, 30])('tasksOf deals every replication of every point to one of %i shards', (count) => {
    const study = { points: [{}, {}], replications: 7 } as unknown as Study;
    const shards = Array.from({ length: count }, (_, i) => tasksOf(study, { index: i + 1, count }));
    const dealt = shards.flatMap((tasks) =>
      tasks.flatMap((list, point) => list.map((replication) => `${point}/${replication}`)),
    );
    expect(dealt).toEqual(
      tasksOf(study).flatMap((list, point) => list.map((replication) => `${point}/${replication}`)),
    );
    const sizes = shards.map((tasks) => tasks.flat().length);
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
  });
});

describe('simulate --shard and --merge', () => {
  test('shards merged in any order are one run to the last bit, text and JSON alike', async () => {
    const [whole, shards] = await Promise.all([simulate(['-', '--json'], input), writeShards(3, 'run')]);
    const merged = await simulate(['--merge', '--json', ...shards.toReversed()]);
    expect(merged.code).toBe(0);
    expect(withoutClock(merged.stdout)).toBe(withoutClock(whole.stdout));
    const table = await simulate(['--merge', ...shards]);
    expect(table.stdout).toBe((await simulate(['-'], input)).stdout);
  });

  test('shards of a sweep merge to the sweep', async () => {
    const sweep = ['--sweep', 'components.model.replicas=1..3:3', '--replications', '2', '--seed', '9'];
    const [whole, shards] = await Promise.all([
      simulate(['-', '--json', ...sweep], input),
      writeShards(4, 'sweep', sweep),
    ]);
    const merged = await simulate(['--merge', '--json', ...shards]);
    expect(withoutClock(merged.stdout)).toBe(withoutClock(whole.stdout));
  });

  test('simulate --merge refuses shards that are missing, doubled, cut, changed, or of another run', async () => {
    const [first, second] = (await writeShards(2, 'faults')) as [string, string];
    const [other] = (await writeShards(2, 'other', ['--seed', '4'])) as [string];
    const text = readFileSync(second, 'utf8');
    const [cut, changed] = [join(folder, 'cut.json'), join(folder, 'changed.json')];
    writeFileSync(cut, text.slice(0, -20));
    writeFileSync(changed, text.replace('"replication":2', '"replication":9'));
    const refusalOf = (...files: string[]) => {
      try {
        mergeShards(files);
      } catch (error) {
        return error instanceof Refusal ? error.message : String(error);
      }
      return 'merged';
    };
    expect(refusalOf(first)).toContain('expected each of 5 replications once, found 3 missing, first replication 2');
    expect(refusalOf(first, first, second)).toContain('found 2 more than once');
    expect(refusalOf(first, cut)).toMatch(/cut\.json:1:\d+: expected/);
    expect(refusalOf(first, changed)).toContain('found one that was cut or changed since');
    expect(refusalOf(first, other)).toContain('found one of another run');
    expect(refusalOf(join(folder, 'none.json'))).toContain('there is no such file');
    const scenario = join(folder, 'scenario.json');
    writeFileSync(scenario, input);
    expect(refusalOf(scenario)).toContain(
      'expected a shard as simulate --shard writes it, version 1, found something else',
    );
  });
});
