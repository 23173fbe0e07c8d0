import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createActor } from 'xstate';
import { describeInterval } from '../../widgets/flashcards/describe-interval.ts';
import { dueOrder, nextDueMs } from '../../widgets/flashcards/due-order.ts';
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
  ];
  it('puts the longest overdue first and cards never reviewed last, and leaves out what is not due', () => {
    expect(dueOrder(cards, 500)).toEqual(['overdue', 'due', 'new', 'newer']);
    expect(nextDueMs(cards, 500)).toBe(900);
    expect(nextDueMs(cards, 900)).toBeUndefined();
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
