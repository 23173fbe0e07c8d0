import { describe, expect, it } from 'vitest';
import { evaluate } from '../../widgets/engines/evaluation/evaluate.ts';
import { compareAnswers } from '../../widgets/engines/evaluation/mcnemar.ts';
import { ablatedRows, effects } from '../../widgets/model-lab/ablation.ts';
import { prepareAblation } from '../../widgets/model-lab/ablation-chart.ts';
import { prepareCalibration } from '../../widgets/model-lab/calibration-chart.ts';
import { disagreementSentences, figuresTable, groupsTable } from '../../widgets/model-lab/comparison-report.ts';
import type { ModelComparison } from '../../widgets/model-lab/comparison-session.ts';
import { courseModel, featuresOf, ownModel } from '../../widgets/model-lab/lab-model.ts';
import { shippedManifest } from './shipped.ts';

const manifest = shippedManifest('titanic-mlp');
const { features } = manifest.input;
const typical = [3, 0, 28, 0, 0, 14.5, 0];

/** A model whose answer is known in closed form: a weighted sum of the row. */
const weights = [-0.1, 0.4, -0.005, 0, 0, 0.001, 0.02];
const linear = (row: readonly (number | null)[]) =>
  0.5 +
  row.reduce<number>(
    (sum, value, column) => sum + weights[column]! * ((value ?? typical[column]!) - typical[column]!),
    0,
  );

describe('effects', () => {
  it('of a linear model are its weights times the distances from the typical row, largest first, and add up', () => {
    const row = [1, 1, 40, 2, 0, 14.5, null];
    const found = effects(row, typical, ablatedRows(row, typical).map(linear));
    expect(found.map(({ column }) => column).slice(0, 3)).toEqual([1, 0, 2]);
    for (const { column, difference } of found)
      expect(difference).toBeCloseTo(weights[column]! * ((row[column] ?? typical[column]!) - typical[column]!), 12);
    expect(found.reduce((sum, { difference }) => sum + difference, 0)).toBeCloseTo(linear(row) - linear(typical), 12);
  });

  it('ask for the row itself and one row per feature that differs in that feature alone', () => {
    const rows = ablatedRows([1, 1, null, 0, 0, 80, 1], typical);
    expect(rows).toHaveLength(8);
    expect(rows[3]).toEqual([1, 1, 28, 0, 0, 80, 1]);
  });
});

describe('prepareAblation', () => {
  const row = [1, 1, 40, 0, 0, 14.5, 0];
  const list = effects(row, typical, ablatedRows(row, typical).map(linear));
  const { chart, table, conclusion } = prepareAblation(list, features, linear(row));

  it('says in a sentence which value matters most and what would be without it', () => {
    expect(conclusion).toBe(
      '“Sex” matters most here: with the commonest value (Male) in place of Female, the probability would be 64.0 % and not 104.0 %.',
    );
  });

  it('draws what raises and what lowers as two kinds of bars, and prints the same in the table', () => {
    expect(chart.bars[0]).toMatchObject({
      label: 'Sex: Female',
      total: '+40.0 points',
      values: { raises: expect.closeTo(0.4, 12) },
    });
    expect(chart.bars.find(({ id }) => id === 'age')).toMatchObject({
      total: '−6.0 points',
      values: { lowers: expect.closeTo(0.06, 12) },
    });
    expect(table.rows).toHaveLength(7);
    expect(table.rows[0]).toEqual(['Sex', 'Female', 'Male (commonest)', '64.0 %', '+40.0 points']);
    expect(table.rows.at(-1)![4]).toBe('0.0 points');
  });

  it('keeps an axis of ten points where all differences are small, so that they look small, and its ticks apart', () => {
    const small = list.map((effect) => ({ ...effect, difference: effect.difference / 1000 }));
    const { value } = prepareAblation(small, features, 0.5).chart;
    expect(value.domain).toEqual([0, 0.1]);
    expect([0, 0.0005, 0.001, 0.0015].map(value.format)).toEqual(['0', '0.0500', '0.100', '0.150']);
    expect(chart.value.domain).toBeUndefined();
  });

  it('says so when nothing matters', () => {
    const none = effects(typical, typical, ablatedRows(typical, typical).map(linear));
    expect(prepareAblation(none, features, 0.5).conclusion).toMatch(/^No single value makes a difference/);
  });
});

describe('the report of a comparison', () => {
  const outcomes = [1, 1, 1, 1, 1, 1, 1, 1, 0, 0];
  const groups = [{ label: 'Everybody', rows: outcomes.map((_, index) => index) }];
  const good = outcomes.map((outcome) => (outcome === 1 ? 0.8 : 0.1));
  const bad = outcomes.map((_, index) => (index === 0 ? 0.8 : 0.1));
  const models = [
    courseModel(manifest, '/models/'),
    { ...courseModel(manifest, '/models/'), label: 'The other' },
  ] as const;
  const compare = (first: number[], second: number[]): ModelComparison => ({
    models,
    evaluations: [evaluate(first, outcomes, groups), evaluate(second, outcomes, groups)],
    disagreement: compareAnswers(first, second, outcomes),
  });

  it('puts McNemar’s test into words, with a verdict that names the better one only where chance is unlikely', () => {
    // Seven rows, all for the first: p = 2 · 2^−7 = 0.015625.
    expect(disagreementSentences(compare(good, bad))).toEqual([
      'The two part on 7 rows of 10. Of these, “Two layers of 64” is right on 7 and “The other” on 0.',
      'Were they equally good, each of these rows would be the toss of a fair coin, and a split at least as uneven would come up in about 2 in 100 such comparisons (McNemar’s exact test, p = 0.016).',
      'That is seldom enough to take “Two layers of 64” for the better one on passengers like these, if this is the only comparison you made.',
    ]);
    const nearly = good.map((value, index) => (index < 2 ? 0.2 : value));
    expect(disagreementSentences(compare(good, nearly)).at(-1)).toBe(
      'That is well within chance: these rows do not show that either is better.',
    );
    expect(disagreementSentences(compare(good, good))).toEqual([
      'The two give the same answer for all 10 rows; their probabilities may still differ.',
    ]);
  });

  it('prints figures, confusion matrix and groups for both, and a calibration whose widest gap it names', () => {
    const found = compare(good, bad);
    // Wilson's lower end for 10 of 10: 10 / (10 + 3.8415) = 0.7225.
    expect(figuresTable(found).rows[0]!.slice(1)).toEqual(['100.0 % (72.2 to 100.0)', '30.0 % (10.8 to 60.3)']);
    expect(
      figuresTable(found)
        .rows.slice(4)
        .map((row) => row.slice(1)),
    ).toEqual([
      ['8', '1'],
      ['0', '0'],
      ['2', '2'],
      ['0', '7'],
    ]);
    expect(groupsTable(found).rows).toEqual([
      ['Everybody', '10', '80.0 %', '100.0 % (72.2 to 100.0)', '30.0 % (10.8 to 60.3)'],
    ]);
    const long = { ...models[1], label: 'Two layers of 64 with nine of ten weights pruned, int8' };
    const labels = prepareCalibration({ ...found, models: [models[0], long] }).chart.series.map(({ label }) => label);
    expect(labels[1]).toBe('Two layers of 64 wit … pruned, int8');
    const { chart, table } = prepareCalibration(found);
    expect(chart.series.map(({ label }) => label)).toEqual(['Two layers of 64', 'The other', 'says what happens']);
    expect(table.rows).toHaveLength(4);
  });
});

describe('ownModel', () => {
  it('refuses a file above 50 MB and an empty one before an address is made for it', () => {
    const never = () => {
      throw new Error('An address was made.');
    };
    expect(ownModel({ name: 'a.onnx', size: 50_000_001 }, never)).toMatchObject({
      ok: false,
      problems: [{ expected: 'at most 50.0 MB', found: 'a file of 50.0 MB' }],
    });
    expect(ownModel({ name: 'a.onnx', size: 0 }, never)).toMatchObject({
      ok: false,
      problems: [{ found: 'an empty file' }],
    });
  });

  it('gets the course’s columns where it takes as many numbers, else columns without a meaning', () => {
    const own = ownModel({ name: 'a.onnx', size: 10 }, () => 'blob:x');
    if (!own.ok) throw new Error('The file was refused.');
    expect(featuresOf(own.value, 7, features)).toBe(features);
    expect(featuresOf(own.value, 2, features).map(({ name }) => name)).toEqual(['x1', 'x2']);
  });
});
