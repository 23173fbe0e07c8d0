import { setImmediate } from 'node:timers/promises';
import * as ort from 'onnxruntime-web/wasm';
import type { ModelManifest } from '../../../widgets/engines/inference/manifest.ts';
import { measureSessions } from '../../../widgets/engines/inference/measure-session.ts';
import type { FeatureRow, MeasuredSubject } from '../../../widgets/engines/inference/messages.ts';
import { openModel } from '../../../widgets/engines/inference/model-session.ts';
import { spin } from '../../../widgets/engines/inference/spin.ts';

/** A model file and its manifest. */
export interface DescribedModel {
  readonly bytes: Uint8Array;
  readonly manifest: ModelManifest;
}

/** Opens the model in the WebAssembly runtime, as a browser does, but in this process. Throws where the file is faulty. */
export async function openInNode({ bytes, manifest }: DescribedModel) {
  ort.env.wasm.numThreads = 1;
  ort.env.logLevel = 'error';
  const opened = await openModel(ort, bytes, {
    url: manifest.file,
    inputName: manifest.input.name,
    outputName: manifest.output.name,
    featureCount: manifest.input.features.length,
  });
  if (!opened.ok) throw new Error(opened.problem.found);
  return opened.session;
}

/** How curves are measured in this process. */
export interface NodeMeasurement {
  /** What a reader is told of the machine. */
  readonly device: string;
  readonly batchSizes?: readonly number[];
  /** For all models together. */
  readonly timingSeconds: number;
}

/** Measures the curves of the models in this process, their calls in turn, with the harness of the browser. `rows` fill the batches. */
export async function measureInNode(
  models: readonly DescribedModel[],
  rows: readonly FeatureRow[],
  { device, batchSizes = [1, 2, 4, 8, 16, 32, 64], timingSeconds }: NodeMeasurement,
): Promise<MeasuredSubject[]> {
  const subjects = await Promise.all(
    models.map(async (model) => ({ model: model.manifest.id, session: await openInNode(model), rows })),
  );
  const measured = await measureSessions(subjects, {
    batchSizes,
    clock: () => performance.now() / 1000,
    pause: async () => void (await setImmediate()),
    spin,
    isCancelled: () => false,
    onProgress: () => {},
    timingSeconds,
    circumstances: {
      source: 'recorded',
      device,
      browser: `Node ${process.versions.node.split('.')[0]}`,
      threads: 1,
      measuredAt: new Date().toISOString(),
    },
  });
  for (const { session } of subjects) await session.release();
  return measured;
}
