// The thread of the model: one session of onnxruntime-web (WebAssembly, as in a browser), one batch at a time.
import { setImmediate } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import * as ort from 'onnxruntime-web/wasm';
import { fitAffine } from '../../../widgets/engines/inference/fit.ts';
import { measureSubjects } from '../../../widgets/engines/inference/harness.ts';
import type { MeasuredSubject } from '../../../widgets/engines/inference/messages.ts';
import { flatten, openModel } from '../../../widgets/engines/inference/model-session.ts';
import { spin } from '../../../widgets/engines/inference/spin.ts';
import type { ThreadAnswer, ThreadInput, ThreadOrder } from './messages.ts';

const { model, bytes, inputName, outputName, rows, rowsPerRequest, device } = workerData as ThreadInput;
const clock = () => performance.now() / 1000;
const tell = (answer: ThreadAnswer) => parentPort!.postMessage(answer);

ort.env.wasm.numThreads = 1;
ort.env.logLevel = 'error';
const opened = await openModel(ort, bytes, { url: model, inputName, outputName });
if (!opened.ok) throw new Error(`${model}: expected ${opened.problem.expected}, found ${opened.problem.found}.`);
const { session } = opened;

/** The rows of a batch, by its number of requests: put together once, copied for every call as a service would. */
const batches = new Map<number, Float32Array>();

function valuesOf(size: number): Float32Array {
  let values = batches.get(size);
  if (!values) {
    const all = Array.from({ length: size * rowsPerRequest }, (_, row) => rows[row % rows.length]!);
    values = flatten(all, session.featureCount);
    batches.set(size, values);
  }
  return values.slice();
}

/** One batch, and nothing that the harness does not time too. */
async function score(size: number): Promise<void> {
  const count = size * rowsPerRequest;
  const output = await session.run(valuesOf(size), count);
  if (Number.isNaN(output[count - 1])) throw new Error('The model answered something that is not a number.');
}

async function measure(batchSizes: readonly number[], timingSeconds: number): Promise<MeasuredSubject> {
  const { results, clockStepSeconds } = await measureSubjects({
    subjects: [{ model, batchSizes, run: score }],
    clock,
    pause: async () => void (await setImmediate()),
    spin,
    isCancelled: () => false,
    onProgress: () => {},
    timingSeconds,
  });
  const { points, samplesSeconds, samplesAre, quality } = results[0]!;
  const { driftRelative, contentionShare } = quality;
  return {
    quality,
    curve: {
      model,
      source: 'measured',
      device,
      browser: `Node ${process.versions.node.split('.')[0]}`,
      threads: 1,
      measuredAt: new Date().toISOString(),
      clockStepSeconds,
      points,
      fit: fitAffine(points),
      samplesSeconds,
      samplesAre,
      quality: { driftRelative, contentionShare },
    },
  };
}

parentPort!.on('message', async (order: ThreadOrder) => {
  try {
    if (order.type === 'measure') {
      tell({ type: 'measured', measured: await measure(order.batchSizes, order.timingSeconds) });
      return;
    }
    // The first batch of a size is put together before the clock starts: a service has its rows.
    const started = clock();
    await score(order.size);
    tell({ type: 'scored', modelSeconds: clock() - started });
  } catch (error) {
    tell({ type: 'failed', message: (error as Error).message });
  }
});
tell({ type: 'ready' });
