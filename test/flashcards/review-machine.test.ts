import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createActor } from 'xstate';
import { describeInterval } from '../../widgets/flashcards/describe-interval.ts';
import { dueOrder, nextDueMs } from '../../widgets/engines/record/due-order.ts';
import { type ReviewGrade, reviewMachine } from '../../widgets/flashcards/review-machine.ts';

describe('reviewMachine', () => {
  it('takes a grade only after the card was turned', () => {
    const actor = createActor(reviewMachine).start();
    actor.send({ type: 'start', queue: ['a', 'b'] });
    actor.send({ type: 'grade', grade: 3 });
    expect(actor.getSnapshot()).toMatchObject({ value: 'front', context: { position: 0 } });
    actor.send({ type: 'turn' });
    actor.send({ type: 'grade', grade: 3 });
    expect(actor.getSnapshot()).toMatchObject({ value: 'front', context: { position: 1 } });
  });

  it('shows every card until it is graded better than again, and then ends', () => {
    const grades = fc.array(fc.constantFrom<ReviewGrade>(1, 2, 3, 4), { maxLength: 20 });
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 5 }), grades, (queue, early) => {
        const actor = createActor(reviewMachine).start();
        actor.send({ type: 'start', queue });
        const open = new Set(queue);
        for (const grade of [...early, ...Array<ReviewGrade>(30).fill(3)]) {
          const { value, context } = actor.getSnapshot();
          if (value === 'done') break;
          actor.send({ type: 'turn' });
          actor.send({ type: 'grade', grade });
          if (grade !== 1) open.delete(context.queue[context.position]!);
        }
        expect(actor.getSnapshot().value).toBe('done');
        expect(open.size).toBe(0);
      }),
    );
  });

  it('goes back to where it was, on the side that was shown, as often as there were steps, whatever the steps were', () => {
    const steps = fc.array(fc.constantFrom('again', 'good', 'aside', 'asideUnseen'), { maxLength: 15 });
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 5 }), steps, (queue, taken) => {
        const actor = createActor(reviewMachine).start();
        actor.send({ type: 'start', queue });
        const before: unknown[] = [];
        for (const step of taken) {
          const { value, context } = actor.getSnapshot();
          if (value === 'done') break;
          const isTurned = step !== 'asideUnseen';
          before.push({
            value: isTurned ? 'back' : 'front',
            context: { queue: context.queue, position: context.position },
          });
          if (isTurned) actor.send({ type: 'turn' });
          actor.send(
            step.startsWith('aside') ? { type: 'suspend' } : { type: 'grade', grade: step === 'again' ? 1 : 3 },
          );
        }
        for (const place of before.reverse()) {
          actor.send({ type: 'undo' });
          expect(actor.getSnapshot()).toMatchObject(place as object);
        }
        expect(actor.getSnapshot().can({ type: 'undo' })).toBe(false);
      }),
    );
  });

  it('does not bring back a card that was set aside after it was graded "again"', () => {
    const actor = createActor(reviewMachine).start();
    actor.send({ type: 'start', queue: ['a', 'b'] });
    for (const type of ['turn', 'again', 'turn', 'good'] as const) {
      actor.send(type === 'turn' ? { type } : { type: 'grade', grade: type === 'again' ? 1 : 3 });
    }
    expect(actor.getSnapshot().context.queue).toEqual(['a', 'b', 'a']);
    actor.send({ type: 'suspend' });
    expect(actor.getSnapshot().value).toBe('done');
  });

  it('is done at once when nothing is due', () => {
    const actor = createActor(reviewMachine).start();
    actor.send({ type: 'start', queue: [] });
    expect(actor.getSnapshot().value).toBe('done');
  });
});

describe('dueOrder', () => {
  const cards = [
    { id: 'new', dueMs: undefined },
    { id: 'later', dueMs: 900 },
    { id: 'due', dueMs: 500 },
    { id: 'overdue', dueMs: 100 },
    { id: 'newer', dueMs: undefined },
  ].map((card) => ({ ...card, isLearning: true, isSuspended: false }));
  it('puts the longest overdue first and cards never reviewed last, and leaves out what is not due', () => {
    expect(dueOrder(cards, 500, 600)).toEqual(['overdue', 'due', 'new', 'newer']);
    expect(nextDueMs(cards, 500, 600)).toBe(900);
    expect(nextDueMs(cards, 900, 1000)).toBeUndefined();
  });

  it('takes a card that is past its minutes as due for the whole of its day, and one still learnt by the minute as due at its time', () => {
    const days = cards.map((card) => ({ ...card, isLearning: false }));
    expect(dueOrder(days, 0, 600)).toEqual(['overdue', 'due', 'new', 'newer']);
    expect(dueOrder(cards, 0, 600)).toEqual(['new', 'newer']);
    expect(nextDueMs(days, 0, 600)).toBe(900);
  });

  it('leaves out what was set aside, and takes in no more new cards than the day has room for', () => {
    const some = cards.map((card) => ({ ...card, isSuspended: card.id === 'overdue' || card.id === 'new' }));
    expect(dueOrder(some, 500, 600)).toEqual(['due', 'newer']);
    expect(dueOrder(cards, 500, 600, 1)).toEqual(['overdue', 'due', 'new']);
    expect(dueOrder(cards, 500, 600, -3)).toEqual(['overdue', 'due']);
  });
});

describe('describeInterval', () => {
  it('says a time as a person plans with it', () => {
    const minute = 60_000;
    const day = 1440 * minute;
    expect(
      [30_000, minute, 10 * minute, 3 * 60 * minute, day, 12 * day, 122 * day, 731 * day].map(describeInterval),
    ).toEqual(['less than a minute', '1 minute', '10 minutes', '3 hours', '1 day', '12 days', '4 months', '2 years']);
  });
});
