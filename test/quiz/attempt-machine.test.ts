import { describe, expect, it } from 'vitest';
import { createActor } from 'xstate';
import { type AttemptEvent, attemptMachine } from '../../widgets/quiz/attempt-machine.ts';
import type { QuizItem } from '../../widgets/quiz/quiz-item.ts';

const options = ['a', 'b', 'c'].map((id) => ({ id, text: id.toUpperCase() }));
const single: QuizItem = { id: 'q', hash: 'h1', question: 'Q', kind: 'single', options, answer: ['b'] };
const numeric: QuizItem = {
  id: 'n',
  hash: 'h1',
  question: 'N',
  kind: 'numeric',
  options: [],
  answer: { value: 2, tolerance: 0.5, unit: 's' },
};

function stepped(item: QuizItem, ...events: AttemptEvent[]) {
  const actor = createActor(attemptMachine, { input: { item } }).start();
  for (const event of events) actor.send(event);
  const { value, context } = actor.getSnapshot();
  return { state: value, ...context };
}

describe('attemptMachine', () => {
  it('says what is missing, and forgets it when the learner goes on', () => {
    expect(stepped(single, { type: 'submit' })).toMatchObject({
      state: 'answering',
      attempt: 0,
      fault: 'Choose one answer, then check it.',
    });
    expect(stepped({ ...single, kind: 'multiple' }, { type: 'submit' }).fault).toBe(
      'Choose at least one answer, then check it.',
    );
    expect(stepped(numeric, { type: 'submit' }).fault).toBe('Write a number, then check it.');
    expect(stepped(numeric, { type: 'type', text: 'two' }, { type: 'submit' }).fault).toBe(
      'This is not a number. Write one in digits, for example 12.5.',
    );
    expect(stepped(single, { type: 'submit' }, { type: 'choose', options: ['a'] }).fault).toBeUndefined();
  });

  it('judges an answer and counts it', () => {
    expect(stepped(single, { type: 'choose', options: ['b'] }, { type: 'submit' })).toMatchObject({
      state: 'right',
      attempt: 1,
    });
    expect(stepped(single, { type: 'choose', options: ['a'] }, { type: 'submit' })).toMatchObject({
      state: 'wrong',
      attempt: 1,
    });
    expect(stepped(numeric, { type: 'type', text: '2,5' }, { type: 'submit' })).toMatchObject({
      state: 'right',
      attempt: 1,
    });
  });

  it('takes no second answer while the first one stands, and takes one after a retry', () => {
    const wrong = [{ type: 'choose', options: ['a'] }, { type: 'submit' }] as const;
    expect(stepped(single, ...wrong, { type: 'choose', options: ['b'] }, { type: 'submit' })).toMatchObject({
      state: 'wrong',
      attempt: 1,
      chosen: ['a'],
    });
    expect(stepped(single, ...wrong, { type: 'retry' })).toMatchObject({ state: 'answering', chosen: [] });
    expect(
      stepped(single, ...wrong, { type: 'retry' }, { type: 'choose', options: ['b'] }, { type: 'submit' }),
    ).toMatchObject({ state: 'right', attempt: 2 });
  });

  it('reveals the answer only after a wrong one', () => {
    expect(stepped(single, { type: 'reveal' }).state).toBe('answering');
    expect(stepped(single, { type: 'choose', options: ['a'] }, { type: 'submit' }, { type: 'reveal' }).state).toBe(
      'revealed',
    );
  });

  it('restores an earlier answer with its result', () => {
    const recorded = { hash: 'h1', answer: { options: ['b'] }, attempt: 3, time: '2026-11-12T10:00:00Z' };
    expect(stepped(single, { type: 'restore', recorded })).toMatchObject({ state: 'right', attempt: 3, chosen: ['b'] });
    expect(stepped(single, { type: 'restore', recorded: { ...recorded, answer: { options: ['a'] } } }).state).toBe(
      'wrong',
    );
    expect(stepped(numeric, { type: 'restore', recorded: { ...recorded, answer: { number: 2.25 } } })).toMatchObject({
      state: 'right',
      typed: '2.25',
    });
  });

  it('asks anew when the question has changed since it was answered, and goes on counting', () => {
    const recorded = { hash: 'earlier', answer: { options: ['b'] }, attempt: 3, time: '2026-11-12T10:00:00Z' };
    expect(stepped(single, { type: 'restore', recorded })).toMatchObject({
      state: 'answering',
      chosen: [],
      attempt: 3,
      outdatedSince: recorded.time,
    });
    expect(
      stepped(single, { type: 'restore', recorded }, { type: 'choose', options: ['b'] }, { type: 'submit' }),
    ).toMatchObject({ state: 'right', attempt: 4, outdatedSince: undefined });
  });
});
