import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatProblem } from '../../../widgets/kit/problem.ts';
import { parseServiceCurve } from '../../../widgets/engines/inference/curve.ts';
import { fitAffine } from '../../../widgets/engines/inference/fit.ts';

const recorded = () => JSON.parse(readFileSync('public/models/titanic-mlp.curve.json', 'utf8'));

function problemsOf(input: unknown): string[] {
  const parsed = parseServiceCurve(input);
  return parsed.ok ? [] : parsed.problems.map(formatProblem);
}

describe('parseServiceCurve', () => {
  it('accepts the recorded curve of the course, unchanged', () => {
    expect(parseServiceCurve(recorded())).toEqual({ ok: true, value: recorded() });
  });

  it('names every fault with its place', () => {
    const { device: _, ...rest } = recorded();
    const faulty = {
      ...rest,
      source: 'guessed',
      points: [{ batchSize: 0, medianSeconds: -1, p95Seconds: null, runs: 5 }],
      samplesSeconds: 'many',
    };
    expect(problemsOf(faulty)).toMatchInlineSnapshot(`
      [
        "source: expected one of measured, recorded, found "guessed". Measure the model again, or run \`npm run models -- --reference\`.",
        "device: expected text, found nothing. Measure the model again, or run \`npm run models -- --reference\`.",
        "points[0].batchSize: expected more than 0, found 0. Measure the model again, or run \`npm run models -- --reference\`.",
        "points[0].medianSeconds: expected more than 0, found -1. Measure the model again, or run \`npm run models -- --reference\`.",
        "samplesSeconds: expected a list in [ ], found "many". Measure the model again, or run \`npm run models -- --reference\`.",
      ]
    `);
  });

  it('refuses batch sizes out of order', () => {
    const curve = recorded();
    expect(problemsOf({ ...curve, points: curve.points.toReversed() })).toEqual([
      expect.stringContaining('points: expected batch sizes that rise, found a list of 7.'),
    ]);
  });

  it.each([undefined, null, 7, 'curve', []])('refuses %j', (input) => {
    expect(parseServiceCurve(input).ok).toBe(false);
  });
});

describe('the recorded curve', () => {
  it('is of the shipped model and labelled as recorded, with the fit of its own points', () => {
    const curve = recorded();
    expect(curve).toMatchObject({ model: 'titanic-mlp', source: 'recorded', threads: 1 });
    expect(curve.points.map((point: { batchSize: number }) => point.batchSize)).toEqual([1, 2, 4, 8, 16, 32, 64]);
    const fit = fitAffine(curve.points);
    // The file keeps four significant digits, of the points and of the fit.
    expect(Math.abs(curve.fit.baseSeconds / fit.baseSeconds - 1)).toBeLessThan(1e-3);
    expect(Math.abs(curve.fit.perItemSeconds / fit.perItemSeconds - 1)).toBeLessThan(5e-3);
  });
});
