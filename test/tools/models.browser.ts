import { expect, it } from 'vitest';
import { InferenceClient } from '../../widgets/engines/inference/client.ts';
import { modelSource, parseManifest } from '../../widgets/engines/inference/manifest.ts';
import { parseModelList } from '../../widgets/engines/inference/model-list.ts';
import { encodeModel } from '../../widgets/engines/inference/onnx/encode-model.ts';
import { draftModels } from '../../src/tools/models/draft-models.ts';
import { parsePassengers, splitPassengers } from '../../src/tools/models/titanic-data.ts';
import csv from '../../content/models/data/titanic.csv?raw';

const { train, test } = splitPassengers(parsePassengers(csv));
const drafts = draftModels(train);

async function accepted<Value>(
  path: string,
  parse: (input: unknown) => { ok: true; value: Value } | { ok: false },
): Promise<Value> {
  const parsed = parse(await (await fetch(path)).json());
  if (!parsed.ok) throw new Error(path);
  return parsed.value;
}

it('The models trained in Chromium are the committed files, byte for byte', async () => {
  const { models } = await accepted('/models/index.json', parseModelList);
  expect(models.map(({ id }) => id)).toEqual(drafts.map(({ id }) => id));
  for (const { id, graph } of drafts) {
    const committed = new Uint8Array(await (await fetch(`/models/${id}.onnx`)).arrayBuffer());
    const trained = encodeModel(graph);
    expect(trained.length, id).toBe(committed.length);
    expect(
      trained.every((byte, index) => byte === committed[index]),
      id,
    ).toBe(true);
  }
});

it('Every model predicts in Chromium what its trainer predicts, for all 327 test rows', async () => {
  const client = new InferenceClient();
  for (const { id, predict } of drafts) {
    await client.load(modelSource(await accepted(`/models/${id}.json`, parseManifest), '/models/'));
    const answers = await client.predict(test.map(({ features }) => features));
    expect(answers).toHaveLength(327);
    // The tolerance and its reason are those of models-titanic.test.ts, which asks the same of Node.
    for (const [index, { features }] of test.entries())
      expect(Math.abs(answers[index]! - predict(features)), id).toBeLessThan(5e-7);
  }
  client.end();
});
