import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatJson } from '../../src/tools/models/format-json.ts';
import { openInNode } from '../../src/tools/models/reference-curve.ts';
import { describePassenger } from '../../src/tools/models/titanic-form.ts';
import { parsePassengers, splitPassengers } from '../../src/tools/models/titanic-data.ts';
import { titanicMetrics } from '../../src/tools/models/titanic-metrics.ts';
import { buildTitanicModel, predictPassenger } from '../../src/tools/models/titanic-model.ts';

const csv = readFileSync('content/models/data/titanic.csv', 'utf8');
const committed = readFileSync('public/models/titanic-mlp.onnx');
const manifest = JSON.parse(readFileSync('public/models/titanic-mlp.json', 'utf8'));
const card = readFileSync('content/models/titanic-mlp.md', 'utf8');
const model = buildTitanicModel(csv);

describe('parsePassengers', () => {
  it('reads 1,309 passengers, 500 survivors and the known gaps', () => {
    const passengers = parsePassengers(csv);
    const gaps = (column: number) => passengers.filter(({ features }) => Number.isNaN(features[column])).length;
    expect(passengers).toHaveLength(1309);
    expect(passengers.filter(({ survived }) => survived === 1)).toHaveLength(500);
    expect([0, 1, 2, 3, 4, 5, 6].map(gaps)).toEqual([0, 0, 263, 0, 0, 1, 2]);
  });

  it('names the line of a row that is no passenger', () => {
    const [header, first] = csv.split('\n');
    expect(() => parsePassengers(`${header}\n${first}\n4,female,29,0,0,211,S,1\n`)).toThrow('titanic.csv:3');
    expect(() => parsePassengers(`${header}\n1,female,old,0,0,211,S,1\n`)).toThrow('titanic.csv:2');
    expect(() => parsePassengers('a,b\n')).toThrow('titanic.csv:1');
  });
});

describe('splitPassengers', () => {
  it('keeps 327 for testing and 982 for training, each passenger once', () => {
    const passengers = parsePassengers(csv);
    const { train, test } = splitPassengers(passengers);
    expect([train.length, test.length]).toEqual([982, 327]);
    expect(new Set([...train, ...test])).toEqual(new Set(passengers));
  });
});

describe('buildTitanicModel', () => {
  it('reproduces the committed files byte for byte', () => {
    expect(Buffer.compare(committed, model.bytes)).toBe(0);
    expect(readFileSync('public/models/titanic-mlp.json', 'utf8')).toBe(formatJson(model.manifest));
    expect(manifest.sha256).toBe(createHash('sha256').update(committed).digest('hex'));
    // Written out, so that a change of the model is a change that somebody sees.
    expect(manifest.sha256).toBe('b3d2e9728c9eb1bff2a6678d352d3989759aadbe41e54798d7700d7181a2205c');
    expect(manifest.bytes).toBe(committed.length);
  });

  it('exports a graph that predicts what the trained network predicts, for every test row', async () => {
    const session = await openInNode({ bytes: new Uint8Array(committed), manifest });
    const fromGraph = await session.predict(model.test.map(({ features }) => features));
    expect(fromGraph).toHaveLength(327);
    for (const [index, passenger] of model.test.entries()) {
      // The network adds in float64, the graph in float32 (2^-24 per step): a sum of a few units is off by some 1e-7, a probability by less.
      expect(Math.abs(fromGraph[index]! - predictPassenger(passenger, model.preparation, model.network))).toBeLessThan(
        1e-6,
      );
    }
    expect(titanicMetrics(model.train, model.test, fromGraph)).toEqual(manifest.metrics);
  });

  it('answers a row of unknowns with a probability', async () => {
    const session = await openInNode({ bytes: new Uint8Array(committed), manifest });
    const [probability] = await session.predict([[null, null, null, null, null, null, null]]);
    expect(probability).toBeGreaterThan(0);
    expect(probability).toBeLessThan(1);
  });

  it('is better than always saying the commoner outcome, beyond chance', () => {
    expect(manifest.metrics.accuracyInterval95[0]).toBeGreaterThan(manifest.metrics.baselineAccuracy);
  });
});

describe('the examples of the manifest', () => {
  it('are four passengers of the test rows, described by what they are', () => {
    const known = model.test.map(({ features, survived }) => JSON.stringify([features, survived]));
    expect(manifest.examples).toHaveLength(4);
    for (const { label, features, outcome } of manifest.examples) {
      expect(known).toContain(JSON.stringify([features, outcome]));
      expect(label).toBe(
        describePassenger({ features: features.map((value: number | null) => value ?? Number.NaN), survived: outcome }),
      );
    }
  });
});

describe('the model card', () => {
  const { metrics } = manifest;
  const group = (label: string) => metrics.groups.find((one: { label: string }) => one.label === label);

  it('names the counts of the data', () => {
    expect(card).toContain('1,309 passengers');
    expect(card).toContain(`keeps ${metrics.testRows} passengers for testing and ${metrics.trainRows} for training`);
    const unknownAges = [...model.train, ...model.test].filter(({ features }) => Number.isNaN(features[2])).length;
    expect(card).toContain('The age is unknown for a fifth of the passengers');
    expect(unknownAges / 1309).toBeCloseTo(0.2, 2);
  });

  it('is right about what the model has learnt', () => {
    expect(card).toContain('"women and children first" and the advantage of a dearer ticket class');
    const probability = (ticketClass: number, sex: number, age: number) =>
      predictPassenger(
        { features: [ticketClass, sex, age, 0, 1, 20, 0], survived: 0 },
        model.preparation,
        model.network,
      );
    for (const ticketClass of [1, 2, 3])
      expect(probability(ticketClass, 1, 30)).toBeGreaterThan(probability(ticketClass, 0, 30));
    for (const sex of [0, 1]) expect(probability(1, sex, 30)).toBeGreaterThan(probability(3, sex, 30));
    for (const ticketClass of [1, 2, 3])
      expect(probability(ticketClass, 0, 5)).toBeGreaterThan(probability(ticketClass, 0, 40));
  });

  it('is right about the width of the interval', () => {
    const [low, high] = metrics.accuracyInterval95;
    expect(card).toContain('about eight percentage points wide');
    expect(Math.round((high - low) * 100)).toBe(8);
  });

  it('is right that the intervals of women and men overlap', () => {
    expect(card).toContain('as those of women and men do');
    expect(group('Women and girls').accuracyInterval95[1]).toBeGreaterThan(group('Men and boys').accuracyInterval95[0]);
  });

  it('is right about the calibration', () => {
    const bins: { rows: number; meanProbability: number; observedShare: number }[] = metrics.calibration;
    const outer = bins.at(0)!.rows + bins.at(-1)!.rows;
    expect(outer).toBeGreaterThan(metrics.testRows / 2);
    for (const { rows, meanProbability, observedShare } of bins.slice(1, -1)) {
      expect(rows).toBeLessThan(60);
      // Two standard errors of a share among so few rows.
      expect(Math.abs(meanProbability - observedShare)).toBeLessThan(
        2 * Math.sqrt((meanProbability * (1 - meanProbability)) / rows),
      );
    }
  });
});
