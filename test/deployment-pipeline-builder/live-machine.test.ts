import { describe, expect, test } from 'vitest';
import { createActor } from 'xstate';
import { type LiveEvent, liveMachine } from '../../widgets/deployment-pipeline-builder/running/live-machine.ts';

function stateAfter(...events: LiveEvent[]) {
  const actor = createActor(liveMachine).start();
  for (const event of events) actor.send(event);
  const { value, context } = actor.getSnapshot();
  return { state: typeof value === 'string' ? value : 'beginning', context };
}

const begin: LiveEvent = { type: 'begin', isPaused: false };
const begun: LiveEvent = { type: 'begun', durationSeconds: 100, reachedSeconds: 0 };
const reached = (seconds: number, isStepOver = false): LiveEvent => ({
  type: 'reached',
  seconds,
  hasEnded: seconds === 100,
  isStepOver,
});

describe('liveMachine', () => {
  test('runs as soon as the run has begun, pauses and goes on', () => {
    expect(stateAfter(begin).state).toBe('beginning');
    expect(stateAfter(begin, begun).state).toBe('running');
    expect(stateAfter(begin, begun, { type: 'pause' }).state).toBe('paused');
    expect(stateAfter(begin, begun, { type: 'pause' }, { type: 'resume' }).state).toBe('running');
  });

  test('is paused at its beginning when it is asked to, also while it still begins', () => {
    expect(stateAfter({ type: 'begin', isPaused: true }, begun).state).toBe('paused');
    expect(stateAfter(begin, { type: 'pause' }, begun).state).toBe('paused');
    expect(stateAfter({ type: 'begin', isPaused: true }, { type: 'resume' }, begun).state).toBe('running');
  });

  test('steps from a pause, and is paused again when the step is over', () => {
    const paused = [begin, begun, { type: 'pause' } as const];
    expect(stateAfter(...paused, { type: 'step' }).state).toBe('stepping');
    expect(stateAfter(...paused, { type: 'step' }, reached(0.5)).state).toBe('stepping');
    expect(stateAfter(...paused, { type: 'step' }, reached(1, true))).toMatchObject({
      state: 'paused',
      context: { reachedSeconds: 1 },
    });
    expect(stateAfter(begin, begun, { type: 'step' }).state).toBe('running');
  });

  test('looks back at a moment that has been reached, and never beyond it', () => {
    const looking = stateAfter(begin, begun, reached(40), { type: 'lookAt', seconds: 70 });
    expect(looking).toMatchObject({ state: 'scrubbing', context: { lookedAtSeconds: 40 } });
    const back = stateAfter(begin, begun, reached(40), { type: 'lookAt', seconds: 10 }, { type: 'backToNow' });
    expect(back).toMatchObject({ state: 'paused', context: { lookedAtSeconds: null, reachedSeconds: 40 } });
  });

  test('ends, can be looked back at afterwards, and begins anew', () => {
    expect(stateAfter(begin, begun, reached(100)).state).toBe('ended');
    expect(stateAfter(begin, begun, reached(100), { type: 'resume' }).state).toBe('ended');
    const looked = [begin, begun, reached(100), { type: 'lookAt', seconds: 3 } as const];
    expect(stateAfter(...looked).state).toBe('scrubbing');
    expect(stateAfter(...looked, { type: 'backToNow' }).state).toBe('ended');
    expect(stateAfter(...looked, { type: 'resume' }).state).toBe('ended');
    expect(stateAfter(...looked, begin, begun)).toMatchObject({ state: 'running', context: { reachedSeconds: 0 } });
  });

  test('says why a run stopped, and forgets it with the next one', () => {
    const failed = stateAfter(begin, { type: 'failed', message: 'No room.' });
    expect(failed).toMatchObject({ state: 'idle', context: { failure: 'No room.' } });
    expect(stateAfter(begin, { type: 'failed', message: 'No room.' }, begin).context.failure).toBeNull();
  });

  test('keeps the speed that was chosen', () => {
    expect(stateAfter({ type: 'setSpeed', speed: 600 }, begin, begun).context.speed).toBe(600);
  });
});
