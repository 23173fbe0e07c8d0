import { describe, expect, it } from 'vitest';
import { createActor } from 'xstate';
import { NO_OVERHEAD } from '../../../widgets/engines/simulator/reality/overhead.ts';
import type { RealityPort } from '../../../widgets/latency-cost-dashboard/reality/reality-runner.ts';
import { realitySession } from '../../../widgets/latency-cost-dashboard/reality/reality-session.ts';
import { FIRST_CHOICE } from '../../../widgets/latency-cost-dashboard/reality/real-choice.ts';
import { recordedCurve } from '../shipped-data.ts';
import { exampleComparison, examplePredicted } from './example-run.ts';

// The machine's own logic: the port is a script here, and the real workers are in reality-run.browser.ts.
const never = () => new Promise<never>(() => {});
const turn = () => new Promise((resolve) => setTimeout(resolve));
const prepared = { curve: recordedCurve, overhead: NO_OVERHEAD, rowsPerRequest: 1 };

function start(script: Partial<RealityPort> = {}) {
  const aborted: string[] = [];
  const port: RealityPort = {
    prepare: async (_, { signal }) => {
      signal.addEventListener('abort', () => aborted.push('prepare'));
      return prepared;
    },
    predict: async () => examplePredicted,
    run: async () => exampleComparison,
    ...script,
  };
  const session = createActor(realitySession, { input: { port } });
  session.start();
  return { session, state: () => session.getSnapshot(), aborted };
}

describe('realitySession', () => {
  it('settles the prediction before it asks, asks before it shows it, and shows it before it runs', async () => {
    const { session, state } = start();
    session.send({ type: 'run' });
    expect(state().matches('choosing')).toBe(true);
    session.send({ type: 'prepare' });
    await turn();
    expect(state().matches('asking')).toBe(true);
    expect(state().context.preparation).toMatchObject({ choice: FIRST_CHOICE, predicted: examplePredicted });
    session.send({ type: 'run' });
    expect(state().matches('asking')).toBe(true);
    session.send({ type: 'guess', seconds: 0.02 });
    expect(state().matches('predicted')).toBe(true);
    session.send({ type: 'run' });
    await turn();
    expect(state().matches('choosing')).toBe(true);
    expect(state().context.outcome).toMatchObject({ guessSeconds: 0.02, result: exampleComparison, prepared });
  });

  it('asks for batches of the sizes that can come up, and draws other arrivals the next time', async () => {
    const asked: (readonly number[])[] = [];
    const { session, state } = start({
      prepare: async (sizes) => {
        asked.push(sizes);
        return prepared;
      },
    });
    session.send({ type: 'prepare' });
    await turn();
    const first = state().context.preparation!.scenario.run.seed;
    session.send({ type: 'cancel' });
    session.send({ type: 'choose', choice: { ...FIRST_CHOICE, regime: 'batch' } });
    session.send({ type: 'prepare' });
    await turn();
    expect(asked).toEqual([[1], [1, 2, 4, 8]]);
    expect(state().context.preparation!.scenario.run.seed).toBe(first + 1);
  });

  it.each([
    ['cancel', 'The run was cancelled. Nothing was kept from it.'],
    ['pageHidden', 'The run was stopped because the page was hidden'],
  ] as const)('aborts a run on %s, says so, and keeps the prediction and the run before', async (type, words) => {
    let isAborted = false;
    let runs = 0;
    const { session, state } = start({
      run: (_, __, { signal }) => {
        if (runs++ === 0) return Promise.resolve(exampleComparison);
        signal.addEventListener('abort', () => {
          isAborted = true;
        });
        return never();
      },
    });
    for (let time = 0; time < 2; time++) {
      session.send({ type: 'prepare' });
      await turn();
      session.send({ type: 'guess', seconds: null });
      session.send({ type: 'run' });
      await turn();
    }
    expect(state().matches('running')).toBe(true);
    session.send({ type });
    expect(isAborted).toBe(true);
    expect(state().matches('predicted')).toBe(true);
    expect(state().context.notice).toContain(words);
    expect(state().context.outcome?.result).toBe(exampleComparison);
  });

  it('tells why a preparation failed, and lets the student choose again', async () => {
    const { session, state } = start({ prepare: () => Promise.reject(new Error('The device was not steady.')) });
    session.send({ type: 'prepare' });
    await turn();
    expect(state().matches('choosing')).toBe(true);
    expect(state().context.notice).toBe('The run ended early: The device was not steady.');
    session.send({ type: 'choose', choice: { ...FIRST_CHOICE, load: 0.3 } });
    expect(state().context).toMatchObject({ notice: null, choice: { load: 0.3 } });
  });
});
