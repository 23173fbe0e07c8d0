import * as ort from 'onnxruntime-web/wasm';

/** The output `probability` of a model for rows of `features`, by the WebAssembly runtime in this process. */
export async function runModel(bytes: Uint8Array, rows: readonly (readonly number[])[]): Promise<number[]> {
  ort.env.wasm.numThreads = 1;
  ort.env.logLevel = 'error';
  const session = await ort.InferenceSession.create(bytes, { logSeverityLevel: 3 });
  const features = new ort.Tensor('float32', Float32Array.from(rows.flat()), [rows.length, rows[0]!.length]);
  const { probability } = await session.run({ features });
  const answers = Array.from(probability!.data as Float32Array);
  await session.release();
  return answers;
}
