import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decodeModel } from '../../widgets/engines/inference/onnx/decode-model.ts';
import { leafStep } from '../../src/tools/models/trees.ts';
import { modelFiles } from '../../src/tools/models/model-files.ts';
import { openInNode } from '../../src/tools/models/reference-curve.ts';
import { describePassenger } from '../../src/tools/models/titanic-form.ts';
import { titanicMetrics } from '../../src/tools/models/titanic-metrics.ts';
import { buildTitanicModels, type TitanicModel } from '../../src/tools/models/titanic-model.ts';

const csv = readFileSync('content/models/data/titanic.csv', 'utf8');
const models = buildTitanicModels(csv);
const { train, test } = models[0]!;
const manifests = models.map(({ manifest }) => manifest);
const named = models.map((model) => ({ id: model.manifest.id, model }));
const committed = (name: string) => readFileSync(`public/models/${name}`);

/** Written out, so that a change of a model is a change that somebody sees. */
const hashes: Readonly<Record<string, string>> = {
  'titanic-logistic': '90480005356a77f26d08709070e0b12abff4fb6d6a21551d691271881165b972',
  'titanic-logistic-int8': '4abbbeebe490aca366d4e6f4da3ebd990626d0e67835b4a919b1240ccb6b1995',
  'titanic-trees': '21da00acdc2b31062379e106b83c669444f0bb6f734e5bb7cd1da450988fd1e4',
  'titanic-mlp': 'b3d2e9728c9eb1bff2a6678d352d3989759aadbe41e54798d7700d7181a2205c',
  'titanic-mlp-int8': '3f9229407d066e84bd5301aaaf1ac87415c3aaa303cb2f41b31c81ab1da2c2f8',
  'titanic-distilled': '1e0a117bc5a9c0906c623446c10eda5bb7cd6abc447ba6aca1b5320b6384cdc5',
  'titanic-distilled-int8': '4be5ebdeb62449ad576e58324a23a108ec3c94006d7779a8592b8db75cb75ad3',
  'titanic-pruned-weights': '8472496c1624412920288547ba3769edacfaa1cab3f651d0b1ed503202479c4e',
  'titanic-pruned-weights-int8': '63b567c021e1cb2116a0109aee06f844bc86f684fdeaac6371f2905777bd5f0d',
  'titanic-pruned-units': 'c2258a46fea958dbf18086c6cafa42799d61ffa854fa8329550be3630dcaa377',
  'titanic-pruned-units-int8': '588ffc5ab4954c86bfa520e3b4136c1a0a1faa6b799183433934fdb04842a950',
};

async function predictInNode({ manifest }: TitanicModel): Promise<number[]> {
  const session = await openInNode({ bytes: new Uint8Array(committed(manifest.file)), manifest });
  return session.predict(test.map(({ features }) => features));
}

describe('buildTitanicModels', () => {
  it('gives the models whose hashes stand here', () => {
    expect(Object.fromEntries(manifests.map(({ id, sha256 }) => [id, sha256]))).toEqual(hashes);
  });

  it('reproduces every committed file, manifest and the list byte for byte', () => {
    for (const [name, bytes] of modelFiles(models, csv)) expect(Buffer.compare(committed(name), bytes), name).toBe(0);
  });

  it('keeps the sums of trees exact: all leaves that can meet sum to less than 64 in absolute value', () => {
    const { nodes } = decodeModel(committed('titanic-trees.onnx'));
    const attributes = nodes.find(({ operator }) => operator === 'TreeEnsembleRegressor')!.attributes!;
    const listOf = (name: string) =>
      Object.values(attributes.find((one) => one.name === name)!)[1] as unknown as number[];
    const largest = new Map<number, number>();
    for (const [index, weight] of listOf('target_weights').entries()) {
      expect(Number.isInteger(weight / leafStep)).toBe(true);
      const tree = listOf('target_treeids')[index]!;
      largest.set(tree, Math.max(largest.get(tree) ?? 0, Math.abs(weight)));
    }
    const sum = [...largest.values()].reduce((total, value) => total + value, Math.abs(listOf('base_values')[0]!));
    // A float32 has 24 binary digits: multiples of 2^-18 below 2^6.
    expect(sum).toBeLessThan(64);
  });

  it('stays below 1.5 MB for all files together', () => {
    expect(models.reduce((sum, { bytes }) => sum + bytes.length, 0)).toBeLessThan(1_500_000);
  });

  it('gives every model the same input and output', () => {
    for (const { input, output } of manifests) {
      expect(input).toEqual(manifests[0]!.input);
      expect(output).toEqual(manifests[0]!.output);
    }
  });

  it.each(named)(
    'exports $id as a graph that predicts what the trainer predicts, for every test row',
    async ({ model }) => {
      const fromGraph = await predictInNode(model);
      expect(fromGraph).toHaveLength(327);
      // The trainer adds in float64, the graph in float32 (2^-24 per step): a sum of a few units is off by some 1e-7, a probability by less. Sums of
      // trees are exact by their steps, those of int8 by being whole numbers, and its other steps are the same float32 steps on both sides.
      // models.browser.ts asks the same of Chromium, so that Node and Chromium are within 1e-6 of one another. Measured: 1.4e-7 at most.
      for (const [index, { features }] of test.entries())
        expect(Math.abs(fromGraph[index]! - model.predict(features))).toBeLessThan(5e-7);
      expect(titanicMetrics(train, test, fromGraph)).toEqual(model.manifest.metrics);
    },
  );

  it.each(named)('exports $id so that a row of unknowns gets a probability', async ({ model: { bytes, manifest } }) => {
    const session = await openInNode({ bytes, manifest });
    const [probability] = await session.predict([[null, null, null, null, null, null, null]]);
    expect(probability).toBeGreaterThan(0);
    expect(probability).toBeLessThan(1);
  });

  it('makes each better than always saying the commoner outcome, beyond chance', () => {
    for (const { metrics } of manifests)
      expect(metrics.accuracyInterval95[0]).toBeGreaterThan(metrics.baselineAccuracy);
  });

  it('describes how a variant of each float32 network is made, and of nothing else', () => {
    const ids = manifests.filter(({ network }) => network !== undefined).map(({ id }) => id);
    expect(ids).toEqual(Object.keys(hashes).filter((id) => !id.endsWith('int8') && id !== 'titanic-trees'));
  });
});

describe('the examples of the manifest', () => {
  it('are four passengers of the test rows, described by what they are', () => {
    const known = test.map(({ features, survived }) => JSON.stringify([features, survived]));
    expect(manifests[0]!.examples).toHaveLength(4);
    for (const { label, features, outcome } of manifests[0]!.examples) {
      expect(known).toContain(JSON.stringify([features, outcome]));
      expect(label).toBe(
        describePassenger({
          features: features.map((value: number | null) => value ?? Number.NaN),
          survived: outcome!,
        }),
      );
    }
  });
});
