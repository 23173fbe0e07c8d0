import type { QuizItem } from './quiz-item.ts';

/** What a learner answered: the chosen options, or a number in the question's unit. */
export type GivenAnswer = { readonly options: readonly string[] } | { readonly number: number };

/** Slack for decimal fractions that binary numbers cannot hold: 0.3 must be within 0.1 of 0.2. Relative to the numbers compared. */
const ROUNDING = 1e-9;

/** True when the answer is right: exactly the right options, or a number within the tolerance. */
export function isRightAnswer(item: QuizItem, given: GivenAnswer): boolean {
  if (item.kind === 'numeric') {
    if (!('number' in given)) return false;
    const { value, tolerance } = item.answer;
    return Math.abs(given.number - value) <= tolerance + ROUNDING * Math.max(Math.abs(value), Math.abs(given.number));
  }
  if (!('options' in given)) return false;
  const chosen = new Set(given.options);
  return chosen.size === item.answer.length && item.answer.every((id) => chosen.has(id));
}
