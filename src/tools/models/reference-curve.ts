import { setImmediate } from 'node:timers/promises';
import * as ort from 'onnxruntime-web/wasm';
import { measureSession } from '../../../widgets/engines/inference/measure-session.ts';
import type { MeasureAnswer } from '../../../widgets/engines/inference/messages.ts';
import { openModel } from '../../../widgets/engines/inference/model-session.ts';
import type { TitanicModel } from './titanic-model.ts';

/** Opens the model in the WebAssembly runtime, as a browser does, but in this process. Throws where the file is faulty. */
export async function openInNode({ bytes, manifest }: Pick<TitanicModel, 'bytes' | 'manifest'>) {
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

/** Measures the curve that is shipped as the recorded one, with the harness of the browser. `device` is what a reader is told. */
export async function measureReference(
  model: TitanicModel,
  device: string,
  timingSeconds: number,
): Promise<MeasureAnswer> {
  const session = await openInNode(model);
  const input = {
    model: model.manifest.id,
    batchSizes: [1, 2, 4, 8, 16, 32, 64],
    rows: model.test.map(({ features }) => features),
  };
  return measureSession(session, input, {
    clock: () => performance.now() / 1000,
    pause: async () => void (await setImmediate()),
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
}
