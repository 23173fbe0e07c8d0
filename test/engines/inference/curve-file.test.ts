import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseServiceCurve } from '../../../widgets/engines/inference/curve.ts';
import { curveFile, curveFileLimit, readCurveFile } from '../../../widgets/engines/inference/curve-file.ts';
import { hardwareProfiles, scalingOf } from '../../../widgets/engines/inference/hardware-profiles.ts';
import { formatProblem } from '../../../widgets/kit/problem.ts';
import { scaleCurve } from '../../../widgets/kit/scale-curve.ts';
import type { ServiceCurve } from '../../../widgets/kit/service-curve.ts';

const recorded: ServiceCurve = JSON.parse(readFileSync('public/models/titanic-mlp.curve.json', 'utf8'));
const measured: ServiceCurve = {
  ...recorded,
  source: 'measured',
  isIsolated: false,
  quality: { driftRelative: -0.02, contentionShare: 0.05 },
  coldStart: {
    runtimeSeconds: 0.2,
    downloadSeconds: 0.1,
    compileSeconds: 0.08,
    sessionSeconds: 0.004,
    firstRunSeconds: 0.001,
  },
};
const read = (input: unknown, model = 'titanic-mlp') =>
  readCurveFile('mine.json', typeof input === 'string' ? input : JSON.stringify(input), model);
function faultsOf(input: unknown, model?: string): string[] {
  const found = read(input, model);
  return found.ok ? [] : found.problems.map(formatProblem);
}

describe('readCurveFile', () => {
  it('reads what curveFile wrote: the same measurement, now recorded, because it was not made here and now', () => {
    const { name, text } = curveFile(measured);
    expect(name).toBe('titanic-mlp.curve.json');
    const found = read(text);
    expect(found.ok && { ...found.value, fit: null }).toEqual({ ...measured, source: 'recorded', fit: null });
  });

  it('makes the fit again from the points instead of believing the file', () => {
    const found = read({ ...measured, fit: { baseSeconds: 9, perItemSeconds: 9, meanRelativeError: 0 } });
    // The shipped file keeps four digits.
    expect(found.ok && found.value.fit.baseSeconds / recorded.fit.baseSeconds).toBeCloseTo(1, 3);
  });

  it('refuses what is no curve of this model with where, expected, found and fix', () => {
    const points = [{ batchSize: 4, medianSeconds: 1, p95Seconds: null, runs: 1 }];
    const scaled = scaleCurve(measured, scalingOf(hardwareProfiles[0]!));
    expect([
      faultsOf('no JSON').map((line) => line.replace(/found .*JSON\. Choose/, 'found (the parser’s words). Choose')),
      faultsOf([]),
      faultsOf({ ...measured, threads: 0, clockStepSeconds: 'fine' }),
      faultsOf(measured, 'titanic-logistic'),
      faultsOf({ ...measured, points }),
      faultsOf(scaled),
      faultsOf(' '.repeat(curveFileLimit + 1)),
    ]).toMatchInlineSnapshot(`
      [
        [
          "mine.json: expected JSON, found (the parser’s words). Choose a file that was saved with "Save the curve", or one of public/models/*.curve.json.",
        ],
        [
          "mine.json: expected an object in { }, found an empty list. Choose a file that was saved with "Save the curve", or one of public/models/*.curve.json.",
        ],
        [
          "mine.json: threads: expected more than 0, found 0. Choose a file that was saved with "Save the curve", or one of public/models/*.curve.json.",
          "mine.json: clockStepSeconds: expected a number, found "fine". Choose a file that was saved with "Save the curve", or one of public/models/*.curve.json.",
        ],
        [
          "mine.json: model: expected the model "titanic-logistic", found "titanic-mlp". A curve holds for its own model only: choose one of this model.",
        ],
        [
          "mine.json: points[0].batchSize: expected 1, found 4. Measure the model with batches from one row on.",
        ],
        [
          "mine.json: scaling: expected a curve as it was timed, found one that was multiplied by 2. Open the curve that was timed, and choose the hardware here.",
        ],
        [
          "mine.json: expected at most 1 MB, found a larger file. Choose a file that was saved with "Save the curve", or one of public/models/*.curve.json.",
        ],
      ]
    `);
  });

  it.each([
    ['a time of more than an hour', { points: [{ batchSize: 1, medianSeconds: 4000, p95Seconds: null, runs: 1 }] }],
    ['more than 1,000 samples', { samplesSeconds: Array(1001).fill(1e-3) }],
    ['a share above 1', { quality: { driftRelative: 0, contentionShare: 2 } }],
    ['no date', { measuredAt: 'yesterday' }],
  ])('refuses %s', (_, change) => {
    expect(faultsOf({ ...measured, ...change })).not.toEqual([]);
  });
});

describe('scaleCurve', () => {
  it('multiplies every time by the published factor and says so, and leaves where it was measured', () => {
    const phone = hardwareProfiles.find(({ id }) => id === 'phone-mid-tier')!;
    const scaled = scaleCurve(measured, scalingOf(phone));
    expect(scaled.points.map((point, index) => point.medianSeconds / measured.points[index]!.medianSeconds)).toEqual(
      measured.points.map(() => expect.closeTo(4, 12)),
    );
    expect(scaled.samplesSeconds[0]! / measured.samplesSeconds[0]!).toBeCloseTo(4, 12);
    expect(scaled.fit.perItemSeconds / measured.fit.perItemSeconds).toBeCloseTo(4, 12);
    expect(scaled).toMatchObject({ device: measured.device, scaling: { profile: 'phone-mid-tier', times: 4 } });
    expect(scaled.coldStart).toBeUndefined();
    expect(parseServiceCurve(scaled)).toEqual({ ok: true, value: scaled });
    expect(() => scaleCurve(scaled, scalingOf(phone))).toThrow('was scaled before');
  });
});

describe('hardwareProfiles', () => {
  it('have an id of their own, a factor within what their source says, an address and a date that is past', () => {
    expect(new Set(hardwareProfiles.map(({ id }) => id)).size).toBe(hardwareProfiles.length);
    for (const { times, range, url, date, source, from } of hardwareProfiles) {
      expect(range[0]).toBeLessThanOrEqual(times);
      expect(range[1]).toBeGreaterThanOrEqual(times);
      expect(new URL(url).protocol).toBe('https:');
      expect(Date.parse(date)).toBeLessThanOrEqual(Date.now());
      expect([source, from].every((text) => text.length > 5)).toBe(true);
    }
  });

  it('give a Lambda function the share of a vCPU that its memory buys', () => {
    // One vCPU at 1,769 MB, in proportion below.
    expect(hardwareProfiles.find(({ id }) => id === 'lambda-512-mb')!.times).toBeCloseTo(1769 / 512, 3);
  });
});
