// The thread of the model: one session of onnxruntime-web (WebAssembly, as in a browser), one batch at a time.
import { setImmediate } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import * as ort from 'onnxruntime-web/wasm';
import { measureSubjects } from '../../../widgets/engines/inference/harness.ts';
import type { MeasuredSubject } from '../../../widgets/engines/inference/messages.ts';
import { openModel } from '../../../widgets/engines/inference/model-session.ts';
import { RequestBatches } from '../../../widgets/engines/inference/request-batches.ts';
import { spin } from '../../../widgets/engines/inference/spin.ts';
import { subjectCurve } from '../../../widgets/engines/inference/subject-curve.ts';
import type { ThreadAnswer, ThreadInput, ThreadOrder } from './messages.ts';

const { model, bytes, inputName, outputName, rows, rowsPerRequest, device } = workerData as ThreadInput;
const clock = () => performance.now() / 1000;
const tell = (answer: ThreadAnswer) => parentPort!.postMessage(answer);

ort.env.wasm.numThreads = 1;
ort.env.logLevel = 'error';
const opened = await openModel(ort, bytes, { url: model, inputName, outputName });
if (!opened.ok) throw new Error(`${model}: expected ${opened.problem.expected}, found ${opened.problem.found}.`);
const { session } = opened;

const batches = new RequestBatches(rows, session.featureCount, rowsPerRequest);

/** One batch, and nothing that the harness does not time too. */
async function score(size: number): Promise<void> {
  const count = batches.rowCount(size);
  const output = await session.run(batches.valuesOf(size), count);
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
  return subjectCurve(results[0]!, clockStepSeconds, {
    source: 'measured',
    device,
    browser: `Node ${process.versions.node.split('.')[0]}`,
    threads: 1,
    measuredAt: new Date().toISOString(),
  });
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
