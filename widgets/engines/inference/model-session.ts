import type * as Ort from 'onnxruntime-web';
import type { Problem } from '../../kit/problem.ts';
import type { FeatureRow, ModelSource } from './messages.ts';

/** The part of onnxruntime-web that is used; given as an argument, so that the same code runs in the worker, in Node and in tests. */
export type OrtModule = Pick<typeof Ort, 'InferenceSession' | 'Tensor'>;

/** A model that is ready to predict. */
export interface ModelSession {
  readonly featureCount: number;
  /** One number per row. Throws a RangeError for a row of another length. */
  predict(rows: readonly FeatureRow[]): Promise<number[]>;
  /** One call with `rowCount` rows that lie end to end in `values`; what is timed. */
  run(values: Float32Array, rowCount: number): Promise<Float32Array>;
  /** Gives the model's memory back; nothing may be asked of it afterwards. */
  release(): Promise<void>;
}

export type OpenedModel =
  | { readonly ok: true; readonly session: ModelSession }
  | { readonly ok: false; readonly problem: Problem };

/** Opens the bytes of a model and checks that it is one that we can feed. A faulty file is an answer, not an exception. */
export async function openModel(ort: OrtModule, bytes: Uint8Array, source: ModelSource): Promise<OpenedModel> {
  let session: Ort.InferenceSession;
  try {
    session = await ort.InferenceSession.create(bytes, { executionProviders: ['wasm'], logSeverityLevel: 3 });
  } catch (error) {
    return fault(
      source.url,
      'a model in the ONNX format',
      firstLine(error),
      'Choose a file that was exported as ONNX, opset 23 or lower, with its weights inside.',
    );
  }
  const inputName = source.inputName ?? 'features';
  const outputName = source.outputName ?? 'probability';
  const shape = describeSignature(session);
  const fix =
    'Export the model with its preparation inside the graph, one float32 input of that name and shape, and that output.';
  const input = session.inputMetadata.find(({ name }) => name === inputName);
  const width = input?.isTensor ? input.shape[1] : undefined;
  const featureCount = source.featureCount ?? (typeof width === 'number' ? width : undefined);
  const expected = `one input "${inputName}", float32 [rows, ${featureCount ?? 'features'}], and an output "${outputName}"`;
  const isFit =
    session.inputNames.length === 1 &&
    session.outputNames.includes(outputName) &&
    input?.isTensor &&
    input.type === 'float32' &&
    input.shape.length === 2 &&
    featureCount !== undefined &&
    (typeof width !== 'number' || width === featureCount);
  if (!isFit) {
    await session.release();
    return fault(source.url, expected, shape, fix);
  }
  return { ok: true, session: wrap(ort, session, inputName, outputName, featureCount) };
}

function wrap(
  ort: OrtModule,
  session: Ort.InferenceSession,
  inputName: string,
  outputName: string,
  featureCount: number,
): ModelSession {
  const run = async (values: Float32Array, rowCount: number): Promise<Float32Array> => {
    const input = new ort.Tensor('float32', values, [rowCount, featureCount]);
    const output = (await session.run({ [inputName]: input }, [outputName]))[outputName];
    if (!(output?.data instanceof Float32Array) || output.data.length !== rowCount) {
      throw new Error(
        `The model answered ${output?.type ?? 'nothing'} [${output?.dims ?? ''}] where float32 [${rowCount}, 1] was expected.`,
      );
    }
    return output.data;
  };
  const predict = async (rows: readonly FeatureRow[]) =>
    rows.length === 0 ? [] : Array.from(await run(flatten(rows, featureCount), rows.length));
  return { featureCount, run, predict, release: () => session.release() };
}

/** Rows end to end; unknown becomes NaN, which the graphs fill in. */
export function flatten(rows: readonly FeatureRow[], featureCount: number): Float32Array {
  const values = new Float32Array(rows.length * featureCount);
  for (const [index, row] of rows.entries()) {
    if (row.length !== featureCount)
      throw new RangeError(`Row ${index + 1} has ${row.length} numbers; the model takes ${featureCount}.`);
    for (const [column, value] of row.entries()) values[index * featureCount + column] = value ?? Number.NaN;
  }
  return values;
}

function describeSignature(session: Ort.InferenceSession): string {
  const list = (all: Ort.InferenceSession['inputMetadata']) =>
    all.map((one) => `"${one.name}"${one.isTensor ? ` ${one.type} [${one.shape.join(', ')}]` : ''}`).join(', ') ||
    'none';
  return `inputs ${list(session.inputMetadata)}; outputs ${list(session.outputMetadata)}`;
}

function fault(path: string, expected: string, found: string, fix: string): OpenedModel {
  return { ok: false, problem: { path, expected, found, fix } };
}

function firstLine(error: unknown): string {
  const text = (error instanceof Error ? error.message : String(error)).split('\n')[0]!;
  return text.length > 160 ? `${text.slice(0, 157)}…` : text;
}
