import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldEvents } from '../../../widgets/engines/record/fold.ts';
import { recordKey } from '../../../widgets/engines/record/learner-state.ts';
import { anEvent } from './any-event.ts';

const card = { lesson: 'l', card: 'k' };
const key = recordKey('c', 'l', 'k');

describe('foldEvents of card events', () => {
  it('counts a review no longer once it is taken back, and keeps the others', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(1, 2, 3, 4), { minLength: 1, maxLength: 6 }), fc.nat(), (grades, pick) => {
        const reviews = grades.map((grade, step) =>
          anEvent('flashcardReviewed', { ...card, hash: 'h', grade: grade as 1 | 2 | 3 | 4 }, step + 1),
        );
        const undone = reviews[pick % reviews.length]!;
        const undo = anEvent('flashcardReviewUndone', { ...card, review: undone.id }, 50);
        const kept = foldEvents([...reviews, undo]).cardReviews.get(key)!;
        expect(kept.map(({ id }) => id)).toEqual(reviews.filter(({ id }) => id !== undone.id).map(({ id }) => id));
        expect(foldEvents([...reviews, undo, undo]).cardReviews.get(key)).toEqual(kept);
      }),
    );
  });

  it('takes back nothing for a review that it does not know', () => {
    const review = anEvent('flashcardReviewed', { ...card, hash: 'h', grade: 3 }, 1);
    const undo = anEvent('flashcardReviewUndone', { ...card, review: 'another' }, 2);
    expect(foldEvents([review, undo]).cardReviews.get(key)).toHaveLength(1);
  });

  it('sets a card aside until it is taken up again, keeps the latest retention of each course, and one card of one miss', () => {
    const made = { ...card, hash: 'h', front: 'Q', back: 'A', from: 'prediction' } as const;
    const state = foldEvents([
      anEvent('cardSuspended', { ...card, isSuspended: true }, 1),
      anEvent('retentionChosen', { retention: 0.8 }, 2),
      anEvent('cardMade', made, 3),
      anEvent('cardSuspended', { ...card, isSuspended: false }, 4),
      anEvent('retentionChosen', { retention: 0.95 }, 5),
      anEvent('cardMade', { ...made, back: 'B' }, 6),
    ]);
    expect(state.suspendedCards.get(key)).toBe(false);
    expect(state.retentions.get('c')).toBe(0.95);
    expect([...state.ownCards.values()]).toEqual([{ ...made, back: 'B', course: 'c' }]);
  });
});
