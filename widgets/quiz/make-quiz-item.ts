import { contentHash } from '../engines/record/content-hash.ts';
import { withDistinctIds } from '../engines/record/distinct-ids.ts';
import { optionText } from './option-text.ts';
import type { AuthorQuizItem, ChoiceItem, NumericAnswer, NumericItem, QuizItem, QuizOption } from './quiz-item.ts';

function makeOption(text: string, feedback: string | undefined): QuizOption {
  const base = { id: contentHash('option', text), text };
  return feedback ? { ...base, feedback } : base;
}

/** An option's hash names it, so the order in which the author lists options and right answers does not count. */
function hashItem(
  question: string,
  kind: QuizItem['kind'],
  options: readonly QuizOption[],
  answer: QuizItem['answer'],
): string {
  const key = 'value' in answer ? [answer.value, answer.tolerance, answer.unit ?? ''].map(String) : answer.toSorted();
  const ids = options.map((option) => option.id).toSorted();
  return contentHash('quiz item', question, kind, JSON.stringify(ids), JSON.stringify(key));
}

function makeNumeric(answer: {
  value: number;
  tolerance?: number | undefined;
  unit?: string | undefined;
}): NumericAnswer {
  const base = { value: answer.value, tolerance: answer.tolerance ?? 0 };
  return answer.unit === undefined ? base : { ...base, unit: answer.unit.trim() };
}

/** The item of one question. The author's form must have passed `authorQuizItemSchema`. */
export function makeQuizItem(author: AuthorQuizItem): QuizItem {
  const question = author.q.trim();
  const explain = author.explain?.trim();
  const base = {
    id: author.id?.trim() ?? contentHash('question', question),
    question,
    ...(explain ? { explain } : {}),
    ...(author.shuffle === false ? { isInWrittenOrder: true } : {}),
  };
  if (typeof author.answer === 'object' && 'value' in author.answer) {
    const answer = makeNumeric(author.answer);
    return {
      ...base,
      kind: 'numeric',
      hash: hashItem(question, 'numeric', [], answer),
      options: [],
      answer,
    } satisfies NumericItem;
  }
  const indexes = typeof author.answer === 'number' ? [author.answer] : author.answer;
  const kind = typeof author.answer === 'number' ? 'single' : 'multiple';
  const options = (author.options ?? []).map((option, index) =>
    makeOption(optionText(option), author.feedback?.[index]?.trim()),
  );
  const answer = indexes.map((index) => options[index]!.id);
  return { ...base, kind, hash: hashItem(question, kind, options, answer), options, answer } satisfies ChoiceItem;
}

/** The items of a lesson's quiz, in order, with ids that differ. */
export function makeQuizItems(authors: readonly AuthorQuizItem[]): QuizItem[] {
  return withDistinctIds(authors.map(makeQuizItem));
}
