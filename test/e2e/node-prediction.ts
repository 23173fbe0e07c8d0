import { readFileSync } from 'node:fs';
import * as ort from 'onnxruntime-web/wasm';

const manifest = JSON.parse(readFileSync('public/models/titanic-mlp.json', 'utf8')) as {
  input: { name: string; features: { name: string; default: number | null }[] };
  output: { name: string };
  examples: { label: string; features: (number | null)[] }[];
};

/** The first passenger that the page offers to start from. */
export const examplePassenger = manifest.examples[0]!;

/** The model's answer for one passenger, computed here in Node from the same file that the site serves. */
export async function predictInNode(features: readonly (number | null)[]): Promise<number> {
  ort.env.wasm.numThreads = 1;
  const session = await ort.InferenceSession.create(readFileSync('dist/models/titanic-mlp.onnx'));
  const row = Float32Array.from(features, (value) => value ?? Number.NaN);
  const answers = await session.run({ [manifest.input.name]: new ort.Tensor('float32', row, [1, row.length]) });
  const probability = answers[manifest.output.name]!.data[0] as number;
  await session.release();
  return probability;
}
