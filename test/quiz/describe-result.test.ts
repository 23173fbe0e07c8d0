import { describe, expect, it } from 'vitest';
import { describeDistance, describeRightAnswer, describeScore } from '../../widgets/quiz/describe-result.ts';
import type { ChoiceItem } from '../../widgets/quiz/quiz-item.ts';

const options = [
  { id: 'a', text: 'Batch' },
  { id: 'b', text: 'Streaming' },
  { id: 'c', text: 'Edge' },
];
const item: ChoiceItem = { id: 'q', hash: 'h', question: 'Q', kind: 'multiple', options, answer: ['a', 'b'] };

describe('describeRightAnswer', () => {
  it('names one option, several, or a number with its unit and tolerance', () => {
    expect(describeRightAnswer({ ...item, kind: 'single', answer: ['c'] })).toBe('The right answer is “Edge”.');
    expect(describeRightAnswer(item)).toBe('The right answers are “Batch” and “Streaming”.');
    const numeric = { id: 'q', hash: 'h', question: 'Q', kind: 'numeric', options: [] } as const;
    expect(describeRightAnswer({ ...numeric, answer: { value: 12, tolerance: 1, unit: 'ms' } })).toBe(
      'The right answer is 12 ms; anything within 1 of it counts.',
    );
    expect(describeRightAnswer({ ...numeric, answer: { value: 3, tolerance: 0 } })).toBe('The right answer is 3.');
  });
});

describe('describeDistance', () => {
  const distance = (...chosen: string[]) =>
    describeDistance({ item, chosen, typed: '', attempt: 1, fault: undefined, outdatedSince: undefined });
  it('says how many choices are right without saying which', () => {
    expect(distance('a')).toBe('What you chose is right, but something is missing.');
    expect(distance('a', 'c')).toBe('Of your 2 choices, 1 is right.');
    expect(distance('a', 'b', 'c')).toBe('Of your 3 choices, 2 are right.');
    expect(distance('c')).toBe('Of your 1 choice, none is right.');
  });
});

describe('describeScore', () => {
  const open = { isCorrect: undefined, isMissed: false };
  const right = { isCorrect: true, isMissed: false };
  const wrong = { isCorrect: false, isMissed: true };
  const later = { isCorrect: true, isMissed: true };
  it('says the score in words', () => {
    expect(describeScore([open])).toBe('One question, not answered yet.');
    expect(describeScore([wrong])).toBe('You have answered the question, and your answer is not right yet.');
    expect(describeScore([open, open])).toBe('2 questions, none answered yet.');
    expect(describeScore([right, wrong, open])).toBe('You have answered 2 of the 3 questions, 1 of them right.');
    expect(describeScore([wrong, right])).toBe('You have answered all 2 questions, 1 of them right.');
    expect(describeScore([right, right])).toBe('You have answered all 2 questions, all of them right.');
  });

  it('counts the first attempts apart, so that trying until it is right raises nothing', () => {
    expect(describeScore([later])).toBe(
      'You have answered the question, and your answer is right, though not at the first attempt.',
    );
    expect(describeScore([later, right, wrong])).toBe(
      'You have answered all 3 questions, 2 of them right, 1 at the first attempt.',
    );
    expect(describeScore([later, later])).toBe(
      'You have answered all 2 questions, all of them right, none at the first attempt.',
    );
  });
});
