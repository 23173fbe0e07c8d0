import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { decodeModel } from '../../widgets/engines/inference/onnx/decode-model.ts';
import { denseLayers } from '../../widgets/engines/inference/onnx/dense-layers.ts';
import { crossValidate } from '../../src/tools/models/cross-validate.ts';
import { distilled } from '../../src/tools/models/recipes/distilled.ts';
import { buildTitanicModels } from '../../src/tools/models/titanic-model.ts';
import { doOverlap } from '../../src/course/compare-models.ts';

/** What the cards say in prose, held against the models. */

const models = buildTitanicModels(readFileSync('content/models/data/titanic.csv', 'utf8'));
const { train, test } = models[0]!;
const modelOf = (id: string) => models.find(({ manifest }) => manifest.id === id)!;
const manifestOf = (id: string) => modelOf(id).manifest;
const manifests = models.map(({ manifest }) => manifest);
const cards = new Map(
  readdirSync('content/models')
    .filter((name) => name.endsWith('.md'))
    .map((name) => [name.slice(0, -3), readFileSync(`content/models/${name}`, 'utf8')]),
);
const dataCard = readFileSync('content/models/data/titanic.md', 'utf8');
const wordsOf = (id: string, text: string) => expect(id === 'data' ? dataCard : cards.get(id)).toContain(text);
const fileOf = (id: string) => readFileSync(`public/models/${id}.onnx`);

describe('the data card', () => {
  it('is right about the counts', () => {
    const all = [...train, ...test];
    const gaps = (column: number) => all.filter(({ features }) => Number.isNaN(features[column])).length;
    wordsOf('data', `1,309 passengers, of whom ${all.filter(({ survived }) => survived === 1).length} survived`);
    wordsOf('data', `the age of ${gaps(2)} passengers, the fare of one, the port of two`);
    expect([all.length, gaps(5), gaps(6)]).toEqual([1309, 1, 2]);
    wordsOf('data', `${test.length} passengers for testing, ${train.length} for training`);
    wordsOf('data', 'The age is unknown for a fifth of the passengers');
    expect(gaps(2) / 1309).toBeCloseTo(0.2, 2);
  });

  it('is right about what the test can tell', () => {
    wordsOf('data', 'about eight percentage points wide');
    for (const { metrics } of manifests) {
      const [low, high] = metrics.accuracyInterval95;
      expect(Math.abs((high - low) * 100 - 8)).toBeLessThan(1);
    }
    wordsOf('data', 'every interval overlaps every other');
    for (const a of manifests) for (const b of manifests) expect(doOverlap(a, b)).toBe(true);
    wordsOf('data', 'every interval contains zero');
    for (const { comparison } of manifests) {
      if (!comparison) continue;
      expect(comparison.differenceInterval95[0]).toBeLessThanOrEqual(0);
      expect(comparison.differenceInterval95[1]).toBeGreaterThanOrEqual(0);
    }
  });

  it('is right that the intervals of women and men overlap, in every model', () => {
    wordsOf('data', 'as those of women and men do');
    for (const { metrics } of manifests) {
      const [women, men] = ['Women and girls', 'Men and boys'].map(
        (label) => metrics.groups.find((one) => one.label === label)!,
      );
      expect(women!.accuracyInterval95[1]).toBeGreaterThan(men!.accuracyInterval95[0]);
    }
  });
});

describe('the model cards', () => {
  it('are one for each model', () => {
    expect([...cards.keys()].sort()).toEqual([...new Set(manifests.map(({ card }) => card))].sort());
  });

  it('are right about the sizes of int8', () => {
    const share = (id: string) => manifestOf(`${id}-int8`).bytes / manifestOf(id).bytes;
    wordsOf('titanic-mlp', 'The file is less than half as large.');
    expect(share('titanic-mlp')).toBeLessThan(0.5);
    wordsOf('titanic-logistic', 'The int8 file is larger than the float32 file');
    expect(share('titanic-logistic')).toBeGreaterThan(1);
    for (const id of ['titanic-distilled', 'titanic-pruned-units']) {
      wordsOf(id, 'The int8 file is no smaller than the float32 file');
      expect(share(id)).toBeGreaterThanOrEqual(1);
    }
    wordsOf('titanic-trees', 'There is no int8 file.');
    expect(manifests.filter(({ card }) => card === 'titanic-trees')).toHaveLength(1);
  });

  it('are right about the shapes', () => {
    const unitsOf = (id: string) => manifestOf(id).network!.units;
    wordsOf('titanic-logistic', '13 numbers in all');
    expect(unitsOf('titanic-logistic')).toEqual([12, 1]);
    wordsOf('titanic-pruned-units', 'the same shape as the distilled network');
    expect(unitsOf('titanic-pruned-units')).toEqual(unitsOf('titanic-distilled'));
    wordsOf('titanic-trees', 'Fifty trees of at most three questions each');
    expect(manifestOf('titanic-trees').trainedWith).toContain('50 trees of depth 3');
    wordsOf('titanic-distilled', 'a sixth of the file');
    expect(Math.round(manifestOf('titanic-mlp').bytes / manifestOf('titanic-distilled').bytes)).toBe(6);
  });

  it('are right that nine of ten weights are zero, which only compression sees', () => {
    const weights = denseLayers(decodeModel(fileOf('titanic-pruned-weights'))).flatMap((layer) =>
      Array.from(layer.weights.values),
    );
    wordsOf('titanic-pruned-weights', 'nine of ten weights are zero');
    expect(weights.filter((weight) => weight === 0)).toHaveLength(Math.floor(weights.length * 0.9));
    wordsOf('titanic-pruned-weights', 'Neither the file nor the computation.');
    // The graph's own name is longer.
    expect(manifestOf('titanic-pruned-weights').bytes - manifestOf('titanic-mlp').bytes).toBe(
      '-pruned-weights'.length - '-mlp'.length,
    );
    wordsOf('titanic-pruned-weights', 'a fifth of that of the unpruned network');
    const gzipped = (id: string) => gzipSync(fileOf(id)).length;
    expect(gzipped('titanic-mlp') / gzipped('titanic-pruned-weights')).toSatisfy(
      (ratio: number) => ratio > 4.5 && ratio < 5.5,
    );
  });

  it('are right about what cross-validation found of the teacher', () => {
    const wanted = [
      { share: '50 %', epochs: 40 },
      { share: '100 %', epochs: 40 },
      { share: '0 %', epochs: 20 },
    ];
    const attempts = wanted.map(
      ({ share, epochs }) =>
        distilled.attempts.find(
          ({ setting }) => setting.startsWith(`targets of ${share}`) && setting.includes(` ${epochs} epochs`),
        )!,
    );
    const [both, teacher, outcomes] = crossValidate(train, attempts).map((loss) => loss.toFixed(4));
    wordsOf(
      'titanic-distilled',
      `was ${both} with half of the teacher, ${teacher} with the teacher alone and ${outcomes} with the outcomes alone`,
    );
  });

  it('are right about what the models have learnt', () => {
    wordsOf('titanic-mlp', '"women and children first" and the advantage of a dearer ticket class');
    const { predict } = modelOf('titanic-mlp');
    const probability = (ticketClass: number, sex: number, age: number) =>
      predict([ticketClass, sex, age, 0, 1, 20, 0]);
    for (const ticketClass of [1, 2, 3])
      expect(probability(ticketClass, 1, 30)).toBeGreaterThan(probability(ticketClass, 0, 30));
    for (const sex of [0, 1]) expect(probability(1, sex, 30)).toBeGreaterThan(probability(3, sex, 30));
    for (const ticketClass of [1, 2, 3])
      expect(probability(ticketClass, 0, 5)).toBeGreaterThan(probability(ticketClass, 0, 40));
    wordsOf('titanic-trees', 'beyond the largest fare it has seen it says what it says at that fare');
    const trees = modelOf('titanic-trees').predict;
    expect(trees([1, 1, 30, 0, 0, 1000, 0])).toBe(trees([1, 1, 30, 0, 0, 513, 0]));
  });

  it('are right about the calibration of the reference', () => {
    wordsOf('titanic-mlp', 'The bins between them hold a few dozen each');
    const { calibration, testRows } = manifestOf('titanic-mlp').metrics;
    const outer = calibration.at(0)!.rows + calibration.at(-1)!.rows;
    expect(outer).toBeGreaterThan(testRows / 2);
    for (const { rows, meanProbability, observedShare } of calibration.slice(1, -1)) {
      expect(rows).toBeLessThan(60);
      // Two standard errors of a share among so few rows.
      expect(Math.abs(meanProbability - observedShare)).toBeLessThan(
        2 * Math.sqrt((meanProbability * (1 - meanProbability)) / rows),
      );
    }
  });
});
