import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { simulate } from './run-simulate.ts';

const folder = mkdtempSync(join(tmpdir(), 'slipway-options-'));
afterAll(() => rmSync(folder, { recursive: true }));

const shop = {
  title: 'A small shop',
  components: [
    { id: 'users', kind: 'traffic', arrivals: { process: 'poisson', ratePerSecond: 7 }, to: 'model' },
    { id: 'model', kind: 'modelServer', serviceTime: { distribution: 'exponential', meanSeconds: 0.1 } },
  ],
  run: { seed: 1, durationSeconds: 300, warmUpSeconds: 50, replications: 4 },
};
const input = JSON.stringify(shop);
const withoutClock = (text: string) => text.replace(/"elapsedSeconds": [\d.e-]+/g, '');

describe('simulate --timeline', () => {
  test('simulate --timeline writes the buckets of the first replication as CSV, beside the result', async () => {
    const file = join(folder, 'timeline.csv');
    const { code, stdout } = await simulate(['-', '--json', '--timeline', file], input);
    expect(code).toBe(0);
    const { timeline } = JSON.parse(stdout);
    const [header, ...rows] = readFileSync(file, 'utf8').trimEnd().split('\n');
    expect(header).toMatch(
      /^startSeconds,arrivals,completed,p95Seconds,users\.queueLength,users\.utilisation,model\.queueLength/,
    );
    expect(rows).toHaveLength(timeline.arrivals.length);
    rows.forEach((row, i) => {
      const [start, arrivals, , p95] = row.split(',');
      expect(Number(start)).toBe(timeline.startSeconds + i * timeline.bucketSeconds);
      expect(Number(arrivals)).toBe(timeline.arrivals[i]);
      expect(p95 === '' ? null : Number(p95)).toBe(timeline.p95Seconds[i]);
    });
  });

  test('simulate --timeline - writes only the CSV; a file that cannot be written is refused', async () => {
    expect((await simulate(['-', '--timeline', '-'], input)).stdout).toMatch(/^startSeconds,.*\n50,/);
    const { code, stderr } = await simulate(['-', '--timeline', join(folder, 'no-folder', 'x.csv')], input);
    expect(code).toBe(2);
    expect(stderr).toContain('--timeline: expected a file that can be written, but ENOENT');
  });
});

describe('the table of simulate', () => {
  test('the table says what mechanisms did: replicas that came, spill-over, functions, and what to know of the result', async () => {
    const hybrid = {
      ...shop,
      components: [
        { ...shop.components[0], arrivals: { process: 'poisson', ratePerSecond: 30 } },
        {
          ...shop.components[1],
          replicas: 2,
          autoscaling: {
            policy: 'hpa',
            minReplicas: 3,
            maxReplicas: 3,
            coldStart: { distribution: 'deterministic', meanSeconds: 5 },
          },
          spillOver: { to: 'spare' },
        },
        { id: 'spare', kind: 'functions', serviceTime: { distribution: 'exponential', meanSeconds: 0.1 } },
      ],
      // The first replicas come early: a warm-up would leave their coming out.
      run: { ...shop.run, warmUpSeconds: 0 },
    };
    const { code, stdout } = await simulate(['-'], JSON.stringify(hybrid));
    expect(code).toBe(0);
    expect(stdout).toMatch(/model: [\d.]+ replicas on average, 3 at most\n/);
    expect(stdout).toMatch(/model: [\d ]+ spilled over, [\d.]+ %\n/);
    expect(stdout).toMatch(
      /spare: cold starts [\d.]+ %, .* each; [\d.]+ instances on average, \d+ at most; 0 throttled/,
    );
  });
});

describe('simulate --workers', () => {
  test('the result is the same to the last bit on one processor and on several, and with the run in this thread', async () => {
    const [alone, two, three] = await Promise.all(
      [[], ['--workers', '2'], ['--workers', '3']].map((more) => simulate(['-', '--json', ...more], input)),
    );
    expect(withoutClock(two!.stdout)).toBe(withoutClock(alone!.stdout));
    expect(withoutClock(three!.stdout)).toBe(withoutClock(alone!.stdout));
  });

  test('an overload in a thread is told as in this one, with exit code 2', async () => {
    const flood = {
      ...shop,
      components: [
        { ...shop.components[0], arrivals: { process: 'deterministic', periodSeconds: 0.0005 } },
        { ...shop.components[1], serviceTime: { distribution: 'deterministic', meanSeconds: 1e6 } },
      ],
      run: { durationSeconds: 3000, replications: 2 },
    };
    const { code, stderr } = await simulate(['-', '--json', '--workers', '2'], JSON.stringify(flood));
    expect(code).toBe(2);
    expect(stderr).toContain('Note: model: 2000 requests per second are offered');
    expect(stderr).toMatch(/More than \d+ requests are in the system at once/);
    expect(stderr).not.toContain('    at ');
  });
});

describe('simulate --warm-up', () => {
  test('simulate --warm-up takes the place of the scenario’s own', async () => {
    const own = { ...shop, run: { ...shop.run, warmUpSeconds: 100 } };
    const [given, written] = await Promise.all([
      simulate(['-', '--json', '--warm-up', '100'], input),
      simulate(['-', '--json'], JSON.stringify(own)),
    ]);
    expect(withoutClock(given.stdout)).toBe(withoutClock(written.stdout));
    const wrong = await simulate(['-', '--warm-up', 'some'], input);
    expect([wrong.code, wrong.stderr.split('\n')[0]]).toEqual([
      2,
      '--warm-up: expected seconds or mser5, found "some". Write for example --warm-up 300.',
    ]);
  });
});

describe('simulate --curve', () => {
  const measured = JSON.stringify({
    ...shop,
    components: [
      shop.components[0],
      { ...shop.components[1], serviceTime: { distribution: 'measured', model: 'titanic-mlp' } },
    ],
  });
  const recorded = fileURLToPath(new URL('../../public/models/titanic-mlp.curve.json', import.meta.url));

  test('simulate --curve runs on the given curve in place of the recorded one', async () => {
    const curve = JSON.parse(readFileSync(recorded, 'utf8'));
    const slower = join(folder, 'slower.json');
    const points = curve.points.map((point: { medianSeconds: number }) => ({
      ...point,
      medianSeconds: point.medianSeconds * 1000,
    }));
    const samplesSeconds = curve.samplesSeconds.map((seconds: number) => seconds * 1000);
    writeFileSync(slower, JSON.stringify({ ...curve, points, samplesSeconds }));
    const [own, given] = await Promise.all([
      simulate(['-', '--json'], measured),
      simulate(['-', '--json', '--curve', slower], measured),
    ]);
    const busy = (text: string) => JSON.parse(text).components.model.utilisation;
    // The same requests, each served a thousand times as long; what is still in service at the end of a replication is cut.
    expect(busy(given!.stdout) / busy(own!.stdout)).toBeCloseTo(1000, -1);
  });

  test('simulate --curve refuses a curve that nothing is measured on, and a file that is none', async () => {
    const unused = await simulate(['-', '--curve', recorded], input);
    expect(unused.code).toBe(2);
    expect(unused.stderr).toContain('found one of "titanic-mlp". Leave it out');
    const none = await simulate(['-', '--curve', fileURLToPath(import.meta.url)], measured);
    expect(none.code).toBe(2);
  });
});

test('simulate refuses a scenario with a key twice, which JSON would silently read as its last value', async () => {
  const { code, stderr } = await simulate(['-'], '{ "title": "a",\n "run": {}, "title": "b" }');
  expect(code).toBe(2);
  expect(stderr).toContain('standard input:2:13: expected each key once in an object, found "\\"title\\": \\"b\\" }"');
});
