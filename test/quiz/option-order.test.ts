import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeQuizItem } from '../../widgets/quiz/make-quiz-item.ts';
import { optionOrder } from '../../widgets/quiz/option-order.ts';

const texts = ['Batch', 'Streaming', 'Real time', 'Edge'];
const item = makeQuizItem({ q: 'Which?', options: texts, answer: 2 });
const shown = (of: typeof item, attempt: number) => optionOrder(of, attempt).map(({ text }) => text);

describe('optionOrder', () => {
  it('has every option once, and is the same for one attempt however the author orders the options', () => {
    fc.assert(
      fc.property(fc.nat(20), fc.shuffledSubarray(texts, { minLength: 4 }), (attempt, written) => {
        const other = makeQuizItem({ q: 'Which?', options: written, answer: written.indexOf('Real time') });
        expect(other.hash).toBe(item.hash);
        expect(shown(other, attempt)).toEqual(shown(item, attempt));
        expect(shown(other, attempt).toSorted()).toEqual(texts.toSorted());
      }),
    );
  });

  it('puts the right option at every place about equally often: over 400 questions, each of four places within five standard deviations of 100', () => {
    const counts = [0, 0, 0, 0];
    for (let number = 0; number < 400; number++) {
      const one = makeQuizItem({ q: `Question ${number}`, options: texts, answer: 0 });
      const place = optionOrder(one, 0).findIndex(
        ({ id }) => one.answer === undefined || (one.answer as string[])[0] === id,
      );
      counts[place]!++;
    }
    // Binomial(400, 1/4): standard deviation √75 ≈ 8.7.
    for (const count of counts) expect(Math.abs(count - 100)).toBeLessThan(5 * 8.7);
  });

  it('changes with the attempt', () => {
    expect(new Set([0, 1, 2, 3, 4, 5].map((attempt) => shown(item, attempt).join())).size).toBeGreaterThan(1);
  });

  it('is the written one where the author says so', () => {
    const fixed = makeQuizItem({ q: 'Which?', options: texts, answer: 2, shuffle: false });
    expect(fixed.hash).toBe(item.hash);
    for (let attempt = 0; attempt < 5; attempt++) expect(shown(fixed, attempt)).toEqual(texts);
  });
});
