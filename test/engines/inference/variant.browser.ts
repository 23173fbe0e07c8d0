import { afterEach, expect, it } from 'vitest';
import { InferenceClient } from '../../../widgets/engines/inference/client.ts';
import { modelSource, parseManifest, variantSource } from '../../../widgets/engines/inference/manifest.ts';
import { variantBytes } from '../../../widgets/engines/inference/onnx/variant-size.ts';

const clients: InferenceClient[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.end();
});

async function json(path: string): Promise<unknown> {
  return (await fetch(path)).json();
}

async function manifestOf(id: string) {
  const parsed = parseManifest(await json(`/models/${id}.json`));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value;
}

function newClient(): InferenceClient {
  const client = new InferenceClient();
  clients.push(client);
  return client;
}

it('The worker makes wide and quantised variants of the network from its 22 kB file, and they predict what it predicts', async () => {
  const manifest = await manifestOf('titanic-mlp');
  const rows = manifest.examples.map(({ features }) => features);
  const client = newClient();
  await client.load(modelSource(manifest, '/models/'));
  const narrow = await client.predict(rows);
  for (const [choice, tolerance] of [
    // The order of additions in float32 alone.
    [{ hiddenUnits: 2048, precision: 'float32' }, 1e-6],
    [{ hiddenUnits: 100, precision: 'float32' }, 1e-6],
    // See variant.test.ts for the first; eight bits are compared with the committed file below.
    [{ precision: 'float16' }, 0.005],
  ] as const) {
    const report = await client.load(variantSource(manifest, '/models/', choice));
    expect(report.bytes).toBe(manifest.bytes);
    const said = variantBytes(manifest.bytes, manifest.network!.units, choice);
    expect(Math.abs(report.openedBytes - said)).toBeLessThan(50);
    const answers = await client.predict(rows);
    for (const [index, answer] of answers.entries()) expect(Math.abs(answer - narrow[index]!)).toBeLessThan(tolerance);
  }
});

it('The worker makes the int8 variant that is committed', async () => {
  const [manifest, int8] = [await manifestOf('titanic-mlp'), await manifestOf('titanic-mlp-int8')];
  const rows = manifest.examples.map(({ features }) => features);
  const [made, shipped] = [newClient(), newClient()];
  await made.load(variantSource(manifest, '/models/', { precision: 'int8' }));
  await shipped.load(modelSource(int8, '/models/'));
  expect(await made.predict(rows)).toEqual(await shipped.predict(rows));
});
