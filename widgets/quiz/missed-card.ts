import { contentHash } from '../engines/record/content-hash.ts';
import type { EventBodies } from '../engines/record/index.ts';
import type { QuizAnswer } from '../engines/record/index.ts';
import { describeRightAnswer } from './describe-result.ts';
import type { QuizItem } from './quiz-item.ts';

/** A flashcard made of a question: what is asked in front, the right answer and its explanation behind. */
export function missedCard(lesson: string, item: QuizItem): EventBodies['cardMade'] {
  const front = item.question;
  const back = [describeRightAnswer(item), item.explain].filter(Boolean).join(' ');
  return { lesson, card: `miss-${item.id}`, hash: contentHash('card', front, back), front, back, from: 'quizItem' };
}

/** True where the first answer to the question as it now stands was wrong: later right ones do not show that it was known. */
export function isMissed(item: QuizItem, answer: Pick<QuizAnswer, 'hash' | 'isRightAtFirst'> | undefined): boolean {
  return answer !== undefined && answer.hash === item.hash && !answer.isRightAtFirst;
}
