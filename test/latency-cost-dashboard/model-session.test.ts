import { describe, expect, it } from 'vitest';
import { createActor } from 'xstate';
import { ModelFileError } from '../../widgets/engines/inference/model-file-error.ts';
import { UnsteadyDeviceError } from '../../widgets/engines/inference/unsteady-device-error.ts';
import type { LoadReport } from '../../widgets/engines/inference/messages.ts';
import type { InferencePort } from '../../widgets/latency-cost-dashboard/model-calls.ts';
import { modelSession } from '../../widgets/latency-cost-dashboard/model-session.ts';
import { recordedCurve } from './shipped-data.ts';

// The machine's own logic: the port is a script here, and the real worker in dashboard.browser.ts.
const report: LoadReport = {
  url: 'm',
  bytes: 1,
  openedBytes: 1,
  sha256: '',
  featureCount: 1,
  threads: 1,
  compileSeconds: 0,
  runtimeSeconds: 0,
  downloadSeconds: 0,
  sessionSeconds: 0,
  firstRunSeconds: 0,
  totalSeconds: 0,
};
const never = () => new Promise<never>(() => {});
const turn = () => new Promise((resolve) => setTimeout(resolve));

function start(script: Partial<InferencePort> = {}, curve = null as typeof recordedCurve | null) {
  let endCount = 0;
  let time = 0;
  const port: InferencePort = {
    load: async () => report,
    predict: async () => [0.25],
    measure: async () => recordedCurve,
    end: () => {
      endCount++;
    },
    now: () => time++,
    ...script,
  };
  const session = createActor(modelSession, {
    input: { port, model: { id: 'm', source: { url: '/m.onnx' }, rows: [[1]] }, curve },
  });
  session.start();
  const open = async () => {
    session.send({ type: 'start' });
    session.send({ type: 'confirm' });
    await turn();
  };
  return { session, open, state: () => session.getSnapshot(), ends: () => endCount };
}

describe('modelSession', () => {
  it('downloads nothing before the size was agreed to', async () => {
    let loadCount = 0;
    const { session, state } = start({
      load: async () => {
        loadCount++;
        return report;
      },
    });
    session.send({ type: 'start' });
    await turn();
    expect(state().matches('confirming')).toBe(true);
    expect(loadCount).toBe(0);
    session.send({ type: 'cancel' });
    expect(state().matches('idle')).toBe(true);
  });
  it('goes from loading to ready, predicts, measures, and predicts again', async () => {
    const { session, open, state } = start();
    await open();
    expect(state().matches({ open: 'ready' })).toBe(true);
    session.send({ type: 'predict', row: [7] });
    await turn();
    expect(state().context.prediction).toEqual({ row: [7], probability: 0.25, seconds: 1 });
    session.send({ type: 'measure' });
    await turn();
    expect(state().matches({ open: 'measured' })).toBe(true);
    expect(state().context.curve).toBe(recordedCurve);
    session.send({ type: 'predict', row: [8] });
    await turn();
    expect(state().matches({ open: 'measured' })).toBe(true);
    expect(state().context.prediction?.row).toEqual([8]);
  });
  it('starts as measured, once loaded, where a curve was kept', async () => {
    const { open, state } = start({}, recordedCurve);
    await open();
    expect(state().matches({ open: 'measured' })).toBe(true);
  });
  it('aborts the call and ends the worker when a load is cancelled', async () => {
    let signal: AbortSignal | undefined;
    const { session, open, state, ends } = start({
      load: (_, options) => {
        signal = options?.signal;
        return never();
      },
    });
    await open();
    session.send({ type: 'cancel' });
    expect(signal?.aborted).toBe(true);
    expect(state().matches('idle')).toBe(true);
    expect(ends()).toBe(1);
  });
  it.each([
    ['cancel', /was cancelled/],
    ['pageHidden', /the page was hidden/],
  ] as const)('aborts a measurement at "%s", keeps nothing of it, and says why', async (type, notice) => {
    let signal: AbortSignal | undefined;
    const { session, open, state } = start({
      measure: (options) => {
        signal = options.signal;
        return never();
      },
    });
    await open();
    session.send({ type: 'measure' });
    session.send({ type });
    expect(signal?.aborted).toBe(true);
    expect(state().matches({ open: 'ready' })).toBe(true);
    expect(state().context.notice).toMatch(notice);
    expect(state().context.curve).toBeNull();
  });
  it('knows while a measurement waits for another, until it begins', async () => {
    let options: Parameters<InferencePort['measure']>[0] | undefined;
    const { session, open, state } = start({
      measure: (given) => {
        options = given;
        return never();
      },
    });
    await open();
    session.send({ type: 'measure' });
    expect(state().context.isWaiting).toBe(false);
    options!.onWaiting!();
    expect(state().context.isWaiting).toBe(true);
    options!.onProgress!({ phase: 'warmUp', fraction: 0.1, model: 'm', batchSize: 1, contentionShare: 0.2 }, 2);
    expect(state().context).toMatchObject({
      isWaiting: false,
      measuring: { share: 0.1, contentionShare: 0.2, attempt: 2 },
    });
  });
  it('takes no notice of a hidden page while nothing is measured', async () => {
    const { session, open, state } = start();
    await open();
    session.send({ type: 'pageHidden' });
    expect(state().matches({ open: 'ready' })).toBe(true);
    expect(state().context.notice).toBeNull();
  });
  it('keeps the model open and nothing of the measurement when the device was not steady, and says so', async () => {
    const quality = { driftRelative: 0.3, isSteady: false, contentionShare: 0.4, blockSpread: [] };
    const { session, open, state, ends } = start({ measure: () => Promise.reject(new UnsteadyDeviceError(quality)) });
    await open();
    session.send({ type: 'measure' });
    await turn();
    expect(state().matches({ open: 'ready' })).toBe(true);
    expect(state().context.notice).toBe(
      'Single rows took 30 % longer at the end than at the start, twice in a row: the device was busy or slowed itself down. Nothing was kept. Close other programs and measure again.',
    );
    expect(state().context.curve).toBeNull();
    expect(ends()).toBe(0);
  });
  it('ends as failed when the model hangs while it is measured', async () => {
    const problem = { path: '/m.onnx', expected: 'a sign of life', found: 'none', fix: 'Load another.' };
    const { session, open, state } = start({ measure: () => Promise.reject(new ModelFileError(problem)) });
    await open();
    session.send({ type: 'measure' });
    await turn();
    expect(state().matches('failed')).toBe(true);
    expect(state().context.problem).toEqual(problem);
  });
  it('takes a curve from a file without a loaded model', () => {
    const { session, state } = start();
    session.send({ type: 'curveOpened', curve: recordedCurve });
    expect(state().matches('idle')).toBe(true);
    expect(state().context.curve).toBe(recordedCurve);
  });
  it('shows the problem of a model that hangs, ends its worker, and loads again', async () => {
    const problem = { path: '/m.onnx', expected: 'a sign of life', found: 'none', fix: 'Load another.' };
    const { session, open, state, ends } = start({ predict: () => Promise.reject(new ModelFileError(problem)) });
    await open();
    session.send({ type: 'predict', row: [1] });
    await turn();
    expect(state().matches('failed')).toBe(true);
    expect(state().context.problem).toEqual(problem);
    expect(ends()).toBe(1);
    session.send({ type: 'retry' });
    await turn();
    expect(state().matches({ open: 'ready' })).toBe(true);
    expect(state().context.problem).toBeNull();
  });
  it('turns an error without a problem into one', async () => {
    const { open, state } = start({ load: () => Promise.reject(new Error('The worker could not be started.')) });
    await open();
    expect(state().context.problem).toMatchObject({ path: '/m.onnx', found: 'The worker could not be started.' });
  });
});
