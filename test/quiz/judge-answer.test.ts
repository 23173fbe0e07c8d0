import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRightAnswer } from '../../widgets/quiz/judge-answer.ts';
import type { QuizItem } from '../../widgets/quiz/quiz-item.ts';
import { readNumber } from '../../widgets/quiz/read-number.ts';

const base = { id: 'q', hash: 'h', question: 'Q' };
const multiple: QuizItem = {
  ...base,
  kind: 'multiple',
  options: ['a', 'b', 'c', 'd'].map((id) => ({ id, text: id })),
  answer: ['a', 'c'],
};
const numeric = (value: number, tolerance: number): QuizItem => ({
  ...base,
  kind: 'numeric',
  options: [],
  answer: { value, tolerance },
});

describe('isRightAnswer', () => {
  it('asks for exactly the right options, in any order', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(['a', 'b', 'c', 'd']), (options) => {
        expect(isRightAnswer(multiple, { options })).toBe(options.toSorted().join() === 'a,c');
      }),
    );
  });

  it('takes a number at the edge of the tolerance, and none beyond', () => {
    expect(isRightAnswer(numeric(0.2, 0.1), { number: 0.3 })).toBe(true);
    expect(isRightAnswer(numeric(0.2, 0.1), { number: 0.30001 })).toBe(false);
    expect(isRightAnswer(numeric(3, 0), { number: 3 })).toBe(true);
    expect(isRightAnswer(numeric(3, 0), { number: 3.0001 })).toBe(false);
  });

  it('takes no answer of the other kind', () => {
    expect(isRightAnswer(multiple, { number: 0 })).toBe(false);
    expect(isRightAnswer(numeric(0, 1), { options: ['a'] })).toBe(false);
  });
});

describe('readNumber', () => {
  it('reads every number as the language writes it', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        expect(readNumber(String(number))).toBe(Number(String(number))); // The language writes −0 as 0.
      }),
    );
  });

  it('reads a decimal comma, a typographic minus and spaces around', () => {
    expect([' 0,5 ', '−3', '.5', '5.', '+2'].map(readNumber)).toEqual([0.5, -3, 0.5, 5, 2]);
  });

  it('refuses what is not one finite number', () => {
    expect(['', '  ', 'two', '1 2', '1,2,3', '0x10', '1e999', 'Infinity', '--1', '.'].map(readNumber)).toEqual(
      Array(10).fill(undefined),
    );
  });
});
