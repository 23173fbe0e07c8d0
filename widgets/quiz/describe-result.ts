import type { AttemptContext } from './attempt-machine.ts';
import type { QuizItem } from './quiz-item.ts';

function quoted(texts: readonly string[]): string {
  const marked = texts.map((text) => `“${text}”`);
  return marked.length < 2 ? marked.join('') : `${marked.slice(0, -1).join(', ')} and ${marked.at(-1)}`;
}

/** The right answer in one sentence. */
export function describeRightAnswer(item: QuizItem): string {
  if (item.kind === 'numeric') {
    const { value, tolerance, unit } = item.answer;
    const number = unit === undefined ? String(value) : `${value} ${unit}`;
    return tolerance === 0
      ? `The right answer is ${number}.`
      : `The right answer is ${number}; anything within ${tolerance} of it counts.`;
  }
  const texts = item.options.filter((option) => item.answer.includes(option.id)).map((option) => option.text);
  return texts.length === 1 ? `The right answer is ${quoted(texts)}.` : `The right answers are ${quoted(texts)}.`;
}

/** The author's words about the options that were chosen. */
export function chosenFeedback({ item, chosen }: AttemptContext): readonly string[] {
  return item.options.flatMap(({ id, feedback }) => (feedback !== undefined && chosen.includes(id) ? [feedback] : []));
}

/** For a question with several right answers: how far a wrong answer is from the right one. */
export function describeDistance({ item, chosen }: AttemptContext): string | undefined {
  if (item.kind !== 'multiple') return undefined;
  const right = chosen.filter((id) => item.answer.includes(id)).length;
  if (right === chosen.length) return 'What you chose is right, but something is missing.';
  return `Of your ${chosen.length} ${chosen.length === 1 ? 'choice' : 'choices'}, ${right === 0 ? 'none' : right} ${right > 1 ? 'are' : 'is'} right.`;
}

/** What the score says of one question. */
export interface Scored {
  /** Whether its latest answer is right; undefined where there is none. */
  readonly isCorrect: boolean | undefined;
  /** Whether its first answer was wrong. */
  readonly isMissed: boolean;
}

/** The score of a quiz in words. The first answers are counted beside the latest ones, since trying until it is right shows nothing. */
export function describeScore(results: readonly Scored[]): string {
  const answered = results.filter(({ isCorrect }) => isCorrect !== undefined);
  const right = answered.filter(({ isCorrect }) => isCorrect).length;
  const first = answered.filter(({ isMissed }) => !isMissed).length;
  if (results.length === 1) {
    if (answered.length === 0) return 'One question, not answered yet.';
    const atFirst = right === 1 && first === 0 ? ', though not at the first attempt' : '';
    return `You have answered the question, and your answer is ${right === 1 ? 'right' : 'not right yet'}${atFirst}.`;
  }
  if (answered.length === 0) return `${results.length} questions, none answered yet.`;
  const atFirst = right > first ? `, ${first === 0 ? 'none' : first} at the first attempt` : '';
  if (right === results.length)
    return `You have answered all ${results.length} questions, all of them right${atFirst}.`;
  const share =
    answered.length === results.length ? `all ${answered.length}` : `${answered.length} of the ${results.length}`;
  return `You have answered ${share} questions, ${right === 0 ? 'none' : right} of them right${atFirst}.`;
}
