import { type RecordView, recordKey } from '../engines/record/index.ts';
import type { RecordedAnswer } from './attempt-machine.ts';
import { isMissed } from './missed-card.ts';
import type { QuizItem } from './quiz-item.ts';

/** Where the latest answer to a question stands: nowhere yet, on the disk, on its way there, or in memory only. */
export type Saving = 'none' | 'saved' | 'saving' | 'unsaved';

/** What the record says about one question. */
export interface AnswerView {
  readonly recorded: RecordedAnswer | undefined;
  /** Whether the latest answer to the question as it now stands is right; undefined where there is none. */
  readonly isCorrect: boolean | undefined;
  /** True where the first answer to it was wrong. */
  readonly isMissed: boolean;
  readonly saving: Saving;
}

/** Reads the latest answer to a question out of the record. */
export function answerView(view: RecordView | undefined, course: string, lesson: string, item: QuizItem): AnswerView {
  const recorded = view?.state.quizAnswers.get(recordKey(course, lesson, item.id));
  if (!view || !recorded) return { recorded: undefined, isCorrect: undefined, isMissed: false, saving: 'none' };
  const isHeld = view.unsaved.some(
    ({ type, body }) => type === 'quizItemAnswered' && (body as { item?: unknown }).item === item.id,
  );
  const held = view.record.status === 'saving' ? 'saving' : 'unsaved';
  const isCurrent = recorded.hash === item.hash;
  return {
    recorded,
    isCorrect: isCurrent ? recorded.isCorrect : undefined,
    isMissed: isMissed(item, recorded),
    saving: isHeld ? held : 'saved',
  };
}
