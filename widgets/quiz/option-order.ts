import { contentHash } from '../engines/record/content-hash.ts';
import type { QuizItem, QuizOption } from './quiz-item.ts';

/**
 * The options in the order in which an attempt shows them: shuffled by their ids, so that the order says nothing about the answer, the same as long as the attempt lasts and when it is
 * shown again later, and another one for the next attempt. The first attempt's order is in the built page, so it is one for all learners. An author may keep the written order.
 */
export function optionOrder(item: QuizItem, attemptIndex: number): readonly QuizOption[] {
  if (item.isInWrittenOrder) return item.options;
  const place = new Map(item.options.map(({ id }) => [id, contentHash('order', item.hash, String(attemptIndex), id)]));
  return item.options.toSorted((a, b) => (place.get(a.id)! < place.get(b.id)! ? -1 : 1));
}
