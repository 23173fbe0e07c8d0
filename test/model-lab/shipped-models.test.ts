import { readFileSync } from 'node:fs';
import * as ort from 'onnxruntime-web/wasm';
import { beforeAll, describe, expect, it } from 'vitest';
import { heldOutRows } from '../../src/tools/models/held-out-rows.ts';
import { compareAnswers } from '../../widgets/engines/evaluation/mcnemar.ts';
import { evaluate } from '../../widgets/engines/evaluation/evaluate.ts';
import { openModel } from '../../widgets/engines/inference/model-session.ts';
import { rowGroups } from '../../widgets/model-lab/held-out.ts';
import { modelBytes, shippedHeldOut, shippedLab, shippedManifest } from './shipped.ts';

const heldOut = shippedHeldOut();
const answers = new Map<string, number[]>();

beforeAll(async () => {
  ort.env.wasm.numThreads = 1;
  for (const id of shippedLab().models) {
    const { file, input, output } = shippedManifest(id);
    const opened = await openModel(ort, modelBytes(file), {
      url: file,
      inputName: input.name,
      outputName: output.name,
    });
    if (!opened.ok) throw new Error(JSON.stringify(opened.problem));
    answers.set(id, await opened.session.predict(heldOut.rows));
    await opened.session.release();
  }
});

describe('titanic.held-out.json', () => {
  it('is what the split of the data gives, the typical row that of the training rows', () => {
    const csv = readFileSync(new URL('../../content/models/data/titanic.csv', import.meta.url), 'utf8');
    expect(heldOut).toEqual(heldOutRows(csv));
    expect(heldOut.rows).toHaveLength(327);
  });

  it('names the columns as every model of the lab does, in the same order', () => {
    for (const id of shippedLab().models)
      expect(shippedManifest(id).input.features.map(({ name }) => name)).toEqual(heldOut.features);
  });
});

describe('evaluate, on the answers of every shipped model', () => {
  // Probabilities come in float32 and figures are printed with four decimals: a unit of the last one.
  const tolerance = 1.01e-4;
  const near = (found: number, expected: number) => expect(Math.abs(found - expected)).toBeLessThan(tolerance);

  it.each(shippedLab().models)('%s: gives the figures of its manifest, groups and calibration included', (id) => {
    const { metrics } = shippedManifest(id);
    const found = evaluate(answers.get(id)!, heldOut.outcomes, rowGroups(heldOut));
    near(found.accuracy, metrics.accuracy);
    near(found.accuracyInterval95[0], metrics.accuracyInterval95[0]);
    near(found.accuracyInterval95[1], metrics.accuracyInterval95[1]);
    near(found.auc!, metrics.auc);
    near(found.logLoss, metrics.logLoss);
    near(found.brierScore, metrics.brierScore);
    expect(found.groups.map(({ label, rows }) => [label, rows])).toEqual(
      metrics.groups.map(({ label, testRows }) => [label, testRows]),
    );
    for (const [index, group] of metrics.groups.entries()) {
      near(found.groups[index]!.accuracy, group.accuracy);
      near(found.groups[index]!.meanProbability, group.meanProbability);
    }
    expect(found.calibration.map(({ rows }) => rows)).toEqual(metrics.calibration.map(({ rows }) => rows));
    const { truePositives, trueNegatives } = found.confusion;
    expect(truePositives + trueNegatives).toBe(Math.round(metrics.accuracy * 327));
  });

  it.each(shippedLab().models)('%s: parts from the other model on as many rows as its manifest says', (id) => {
    const { comparison } = shippedManifest(id);
    if (!comparison) return;
    const found = compareAnswers(answers.get(id)!, answers.get(comparison.with)!, heldOut.outcomes);
    expect([found.onlyFirstRight, found.onlySecondRight]).toEqual([
      comparison.onlyThisRight,
      comparison.onlyOtherRight,
    ]);
  });
});
