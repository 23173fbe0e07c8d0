import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readArguments } from '../../src/tools/simulate/arguments.ts';
import { findJsonFault } from '../../widgets/kit/json-fault.ts';
import { type Ended, simulate } from './run-simulate.ts';

const folder = mkdtempSync(join(tmpdir(), 'slipway-simulate-'));
afterAll(() => rmSync(folder, { recursive: true }));

function fileWith(name: string, content: unknown): string {
  const file = join(folder, name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

const shop = {
  title: 'A small shop',
  components: [
    { id: 'users', kind: 'traffic', arrivals: { process: 'poisson', ratePerSecond: 7 }, to: 'model' },
    { id: 'model', kind: 'modelServer', serviceTime: { distribution: 'exponential', meanSeconds: 0.1 } },
  ],
  run: { seed: 1, durationSeconds: 300, warmUpSeconds: 50, replications: 3 },
};

describe('simulate on the command line', () => {
  test('simulate prints a table for people, and its progress on standard error, and ends with 0', async () => {
    const { code, stdout, stderr } = await simulate([fileWith('shop.json', shop)]);
    expect(code).toBe(0);
    expect(stdout).toContain('A small shop');
    expect(stdout).toMatch(/Sojourn \(whole system\) .* ms .* … /);
    expect(stdout).toMatch(/model +modelServer/);
    expect(stderr).toMatch(/^Simulated \d+ events in .*\.\n$/);
  });

  test('simulate prints only JSON with --json, the same for the same seed, and takes seed and replications', async () => {
    const file = fileWith('shop.json', shop);
    const [first, again, other] = await Promise.all([
      simulate([file, '--json']),
      simulate([file, '--json']),
      simulate(['--json', '--seed', '2', '--replications', '5', file]),
    ]);
    const parse = (ended: Ended) => ({ ...JSON.parse(ended.stdout), engine: null });
    expect(first.stderr).toBe('');
    expect(parse(first)).toEqual(parse(again));
    expect(parse(first)).toMatchObject({ title: 'A small shop', seed: 1, replications: 3 });
    expect(parse(other)).toMatchObject({ seed: 2, replications: 5 });
    expect(parse(other).sojournTimeSeconds.mean).not.toBe(parse(first).sojournTimeSeconds.mean);
  });

  test('simulate reads standard input from -', async () => {
    const { code, stdout } = await simulate(['-', '--json'], JSON.stringify(shop));
    expect(code).toBe(0);
    expect(JSON.parse(stdout).requests.offered).toBeGreaterThan(0);
  });

  test('simulate ends with 1 when an objective is not met, and still prints the result', async () => {
    const objectives = [{ metric: 'components.model.utilisation', atMost: 0.1 }];
    const { code, stdout } = await simulate([fileWith('objective.json', { ...shop, objectives })]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/NOT MET {2}components\.model\.utilisation at most 0\.1: 0\.\d+/);
  });

  test('simulate ends with 2 and tells every fault of a refused file', async () => {
    const file = fileWith('refused.json', {
      ...shop,
      components: [{ ...shop.components[0], to: 'modle' }, shop.components[1]],
      surplus: 1,
    });
    const { code, stdout, stderr } = await simulate([file]);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain('2 problems');
    expect(stderr).toContain('components[0].to: expected the id of a component, found "modle". Did you mean "model"?');
    expect(stderr).toContain('surplus: expected one of the keys title');
  });

  test('simulate ends with 2 at JSON that is none, with line and column', async () => {
    const { code, stderr } = await simulate([fileWith('broken.json', '{\n  "title": "x",\n  "run": {,}\n}')]);
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /broken\.json:3:11: expected a key in double quotation marks, found ",}"\. Mend the JSON there\./,
    );
  });

  test('simulate ends with 2 and says how it is called when it is called in another way', async () => {
    const missing = await simulate(['no-such-file.json']);
    expect([missing.code, missing.stdout]).toEqual([2, '']);
    expect(missing.stderr).toContain('there is no such file');
    const wrong = await simulate(['a.json', '--sed', '1']);
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain("Unknown option '--sed'");
    expect(wrong.stderr).toContain('Usage: npm run --silent simulate -- FILE [options]');
  });

  test.each([
    [[], 'Expected one scenario file, found 0.'],
    [['a.json', 'b.json'], 'Expected one scenario file, found 2.'],
    [['a.json', '--seed', 'x'], '--seed: expected a whole number of at least 0, found "x"'],
    [['a.json', '--replications', '0'], '--replications: expected a whole number of at least 1, found "0"'],
    [['a.json', '--workers', '0'], '--workers: expected a whole number of at least 1, found "0"'],
    [['a.json', '--shard', '3/2'], '--shard: expected I/N with I from 1 to N, found "3/2"'],
    [['a.json', '--shard', '0/2'], '--shard: expected I/N with I from 1 to N, found "0/2"'],
    [['--merge'], '--merge: expected the files of all shards, found none.'],
    [['--merge', 'a.json', '--seed', '1'], '--seed: expected not to be there, found it with --merge.'],
    [
      ['a.json', '--timeline', 'x.csv', '--shard', '1/2'],
      '--timeline: expected one run, found it with --sweep or --shard.',
    ],
  ])('readArguments refuses %j', (args, message) => {
    expect(() => readArguments(args)).toThrow(message);
  });

  test('simulate runs measured service on the recorded curve and says so', async () => {
    const measured = {
      ...shop,
      components: [
        shop.components[0],
        { ...shop.components[1], serviceTime: { distribution: 'measured', model: 'titanic-mlp' } },
      ],
    };
    const { code, stdout, stderr } = await simulate(['-', '--json'], JSON.stringify(measured));
    expect(code).toBe(0);
    expect(stderr).toMatch(/^Service times of "titanic-mlp" are recorded, not measured here: /);
    expect(JSON.parse(stdout).components.model.utilisation).toBeGreaterThan(0);
    const unknown = await simulate(['-'], JSON.stringify(measured).replace('titanic-mlp', 'titanic-mpl'));
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain('public/models/titanic-mpl.curve.json');
  });
});

describe('findJsonFault', () => {
  test.each([
    ['{"a": 1}', undefined],
    [' [1, -2.5e3, "\\u00e9\\n", true, null, {}] ', undefined],
    ['', { line: 1, column: 1, found: 'the end of the file' }],
    ['{"a": 1', { line: 1, column: 8, found: 'the end of the file', expected: '"," or "}"' }],
    ["{'a': 1}", { line: 1, column: 2, expected: 'a key in double quotation marks' }],
    ['[1\n 2]', { line: 2, column: 2, expected: '"," or "]"', found: '"2]"' }],
    ['[01]', { line: 1, column: 3 }],
    ['{"a" 1}', { line: 1, column: 6, expected: '":" after the key' }],
    ['["a\nb"]', { line: 1, column: 2 }],
    ['{} {}', { line: 1, column: 4, expected: 'the end of the document' }],
    ['{"a": 1, "b": {"a": 2}}', undefined],
    ['['.repeat(10_000), { line: 1 }],
  ])('findJsonFault finds what is wrong with %j', (text, fault) => {
    if (fault === undefined) {
      expect(findJsonFault(text)).toBeUndefined();
      JSON.parse(text);
      return;
    }
    expect(findJsonFault(text)).toMatchObject(fault);
    if (text.length < 1000) expect(() => JSON.parse(text)).toThrow();
  });
});
