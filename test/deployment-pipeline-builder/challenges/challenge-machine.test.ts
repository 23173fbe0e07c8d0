import { describe, expect, it } from 'vitest';
import { createActor, waitFor } from 'xstate';
import type { GivenPrediction } from '../../../widgets/deployment-pipeline-builder/challenges/judge-challenge.ts';
import {
  createChallengeMachine,
  type SimulateStart,
} from '../../../widgets/deployment-pipeline-builder/challenges/challenge-machine.ts';
import { describeOutcome } from '../../../widgets/deployment-pipeline-builder/challenges/describe-outcome.ts';
import { startOf } from '../../../widgets/deployment-pipeline-builder/challenges/judge-challenge.ts';
import { challenge, runDraft, solved, start } from './a-challenge.ts';

const here: SimulateStart = async (one) => runDraft(startOf(one));

function begin(given: GivenPrediction | null = null, simulateStart = here) {
  const actor = createActor(createChallengeMachine(simulateStart), { input: { challenge, given } });
  actor.start();
  return actor;
}

describe('createChallengeMachine', () => {
  it('goes from prediction over the run of the start to building, judging, hints and passing', async () => {
    const actor = begin();
    expect(actor.getSnapshot().value).toBe('predicting');
    actor.send({ type: 'run' });
    actor.send({ type: 'finished', result: runDraft(solved) });
    expect(actor.getSnapshot().value).toBe('predicting');
    actor.send({ type: 'predict', given: { value: 0.5 } });
    expect(actor.getSnapshot().value).toBe('revealing');
    await waitFor(actor, (snapshot) => snapshot.matches('building'));
    expect(describeOutcome(actor.getSnapshot().context)).toMatchObject({
      predicted: '50.0 %',
      comparison: 'That was close.',
    });
    actor.send({ type: 'run' });
    actor.send({ type: 'finished', result: runDraft(start) });
    expect(actor.getSnapshot().value).toBe('judged');
    for (const count of [1, 2, 3, 3]) {
      actor.send({ type: 'hint' });
      expect(actor.getSnapshot().context.hintCount).toBe(count);
    }
    actor.send({ type: 'edited' });
    actor.send({ type: 'run' });
    actor.send({ type: 'stopped' });
    expect(actor.getSnapshot().value).toBe('building');
    actor.send({ type: 'run' });
    actor.send({ type: 'finished', result: runDraft(solved) });
    expect(actor.getSnapshot().context.verdict?.isPassed).toBe(true);
    actor.send({ type: 'hint' });
    expect(actor.getSnapshot().context.hintCount).toBe(0);
  });

  it('takes up a prediction that was made before, and never asks a second time', async () => {
    const actor = begin({ value: 0.9 });
    expect(actor.getSnapshot().value).toBe('revealing');
    await waitFor(actor, (snapshot) => snapshot.matches('building'));
    actor.send({ type: 'predict', given: { value: 0.5 } });
    expect(actor.getSnapshot().context.given).toEqual({ value: 0.9 });
    expect(describeOutcome(actor.getSnapshot().context)?.comparison).toMatch(/^It was \d+ % less than you foretold\.$/);
  });

  it('says why the start could not run, goes on without it, and tries again when asked', async () => {
    let times = 0;
    const actor = begin({ value: 0.5 }, async (one) => {
      if (times++ === 0) throw new Error('The worker ended.');
      return here(one);
    });
    await waitFor(actor, (snapshot) => snapshot.matches('building'));
    expect(actor.getSnapshot().context.failure).toBe('The worker ended.');
    actor.send({ type: 'reveal' });
    await waitFor(actor, (snapshot) => snapshot.context.startResult !== null);
    expect(actor.getSnapshot().context.failure).toBeNull();
  });
});
