import { describe, expect, it } from 'vitest';
import { createActor, waitFor } from 'xstate';
import type { Draft } from '../../widgets/deployment-pipeline-builder/draft.ts';
import { examine } from '../../widgets/deployment-pipeline-builder/findings/examine.ts';
import {
  createPipelineMachine,
  type RunRequest,
  type Simulate,
} from '../../widgets/deployment-pipeline-builder/pipeline-machine.ts';
import { SimulationRun, simulate } from '../../widgets/engines/simulator/simulate.ts';

const draft: Draft = {
  components: [
    { id: 'users', kind: 'traffic', arrivals: { process: 'poisson', ratePerSecond: 20 }, to: 'model' },
    { id: 'model', kind: 'modelServer', replicas: 3, serviceTime: { distribution: 'exponential', meanSeconds: 0.1 } },
  ],
  run: { durationSeconds: 50, replications: 2 },
};

/** The simulator itself, in this thread. */
const here: Simulate = async (scenario, { curves, onProgress }) => simulate(scenario, { curves, onProgress });

/** The simulator itself, one slice per turn of the event loop, as the worker runs it; throws when it is cancelled. */
const slowly: Simulate = async (scenario, { onProgress, signal }) => {
  const run = new SimulationRun(scenario);
  while (!run.isDone) {
    await new Promise((resolve) => setTimeout(resolve, 1));
    signal.throwIfAborted();
    run.advance(200);
    onProgress(run.share);
  }
  return run.result();
};

const request = (of: Draft): RunRequest => ({ draft: of, scenario: examine(of, {}).scenario!, curve: null });
const started = (how: Simulate) => createActor(createPipelineMachine(how), { input: { scenario: draft } }).start();

describe('createPipelineMachine', () => {
  it('edits, undoes and does again, and says each in a sentence', () => {
    const actor = started(here);
    actor.send({ type: 'edit', command: { type: 'setParameter', id: 'model', path: 'replicas', value: 4 } });
    const edited = actor.getSnapshot().context.history.present;
    expect(edited.components[1]).toMatchObject({ replicas: 4 });
    actor.send({ type: 'undo' });
    expect(actor.getSnapshot().context.history.present).toBe(draft);
    expect(actor.getSnapshot().context.message).toBe('Undid: Set Replicas of “model” to 4.');
    actor.send({ type: 'redo' });
    expect(actor.getSnapshot().context.history.present).toBe(edited);
  });

  it('runs the simulator and keeps the last two runs, the latest first', async () => {
    const actor = started(here);
    for (const replicas of [3, 4, 5]) {
      actor.send({ type: 'edit', command: { type: 'setParameter', id: 'model', path: 'replicas', value: replicas } });
      const { present } = actor.getSnapshot().context.history;
      actor.send({ type: 'run', request: request(present) });
      expect(actor.getSnapshot().value).toBe('running');
      await waitFor(actor, (snapshot) => snapshot.context.runs[0]?.draft === present);
    }
    const { runs, message } = actor.getSnapshot().context;
    expect(runs.map((run) => run.draft.components[1]?.replicas)).toEqual([5, 4]);
    expect(runs[0]?.result).toEqual(simulate(runs[0]!.scenario));
    expect(message).toMatch(/^The run has finished\. Half of the requests took at most /);
  });

  it('shows progress on the way, and cancels without a result', async () => {
    const actor = started(slowly);
    actor.send({ type: 'run', request: request(draft) });
    await waitFor(actor, (snapshot) => snapshot.context.share > 0);
    expect(actor.getSnapshot().context.share).toBeLessThan(1);
    actor.send({ type: 'cancel' });
    expect(actor.getSnapshot().value).toBe('editing');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(actor.getSnapshot()).toMatchObject({
      value: 'editing',
      context: { runs: [], failure: null, message: 'The run was cancelled.' },
    });
  });

  it('ends a run when the pipeline is edited, because its numbers would be of another pipeline', async () => {
    const actor = started(slowly);
    actor.send({ type: 'run', request: request(draft) });
    await waitFor(actor, (snapshot) => snapshot.context.share > 0);
    actor.send({ type: 'edit', command: { type: 'remove', id: 'model' } });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(actor.getSnapshot()).toMatchObject({ value: 'editing', context: { runs: [] } });
  });

  it('says why a run failed, keeps the pipeline, and can run again', async () => {
    const measured: Draft = {
      ...draft,
      components: [
        draft.components[0]!,
        { id: 'model', kind: 'modelServer', serviceTime: { distribution: 'measured', model: 'titanic-mlp' } },
      ],
    };
    const actor = started(here);
    actor.send({
      type: 'run',
      request: { draft: measured, scenario: examine(measured, undefined).scenario!, curve: null },
    });
    const failed = await waitFor(actor, (snapshot) => snapshot.matches('failed'));
    expect(failed.context.failure).toContain('No service curve of the model "titanic-mlp" was given');
    expect(failed.context.history.present).toBe(draft);
    actor.send({ type: 'run', request: request(draft) });
    await waitFor(actor, (snapshot) => snapshot.context.runs.length === 1);
    expect(actor.getSnapshot().context.failure).toBeNull();
  });
});
