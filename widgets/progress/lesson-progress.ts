import { scheduleOf } from '../engines/record/card-schedule.ts';
import { isDue } from '../engines/record/due-order.ts';
import { dayEndMs } from '../engines/record/learning-day.ts';
import { type LearnerState, recordKey } from '../engines/record/learner-state.ts';
import type { CompletionRule, LessonOutline } from './lesson-outline.ts';

/** How far a learner is with a lesson, computed from the record and from nothing else. */
export interface LessonProgress {
  readonly isOpened: boolean;
  /** When it was opened last, ISO 8601; undefined where it never was. */
  readonly lastOpenedAt: string | undefined;
  /** Questions in all, with an answer, with a right latest answer to the question as it is now, and needed for completion. */
  readonly quiz: { readonly total: number; readonly answered: number; readonly right: number; readonly needed: number };
  readonly challenges: { readonly total: number; readonly met: number };
  /** Flashcards to be reviewed now. */
  readonly dueCardCount: number;
  /** True once it was complete, also if its author has added questions since. */
  readonly isComplete: boolean;
  /** True when it is complete and the record does not say so yet. */
  readonly isNewlyComplete: boolean;
}

/** A share of whole things, rounded up: 0.8 of 6 questions are 5. A billionth is taken off, for 0.8 × 5 is not exactly 4. */
const neededOf = (total: number, share: number): number => Math.ceil(total * share - 1e-9);

/** The progress of one lesson. `nowMs`: milliseconds since 1970. */
export function lessonProgress(
  course: string,
  lesson: LessonOutline,
  state: LearnerState,
  rule: CompletionRule,
  nowMs: number,
): LessonProgress {
  const key = (...parts: string[]) => recordKey(course, lesson.id, ...parts);
  const visit = state.lessons.get(key());
  const answers = lesson.quiz.map(({ id, hash }) => ({ hash, answer: state.quizAnswers.get(key(id)) }));
  const quiz = {
    total: answers.length,
    answered: answers.filter(({ answer }) => answer !== undefined).length,
    right: answers.filter(({ hash, answer }) => answer?.isCorrect && answer.hash === hash).length,
    needed: neededOf(answers.length, rule.quizShare),
  };
  const met = lesson.challenges.filter((id) => state.challenges.get(key(id))?.passedAt !== undefined).length;
  const challenges = { total: lesson.challenges.length, met };
  const hasReached = quiz.right >= quiz.needed && (!rule.needsChallenges || met === challenges.total);
  const isNewlyComplete = visit !== undefined && visit.completedAt === undefined && hasReached;
  return {
    isOpened: visit !== undefined,
    lastOpenedAt: visit?.lastOpenedAt,
    quiz,
    challenges,
    dueCardCount: dueCards(course, lesson, state, nowMs),
    isComplete: visit?.completedAt !== undefined || isNewlyComplete,
    isNewlyComplete,
  };
}

function dueCards(course: string, { id: lesson, cards }: LessonOutline, state: LearnerState, nowMs: number): number {
  const own = [...state.ownCards.values()].filter((card) => card.course === course && card.lesson === lesson);
  const endMs = dayEndMs(nowMs);
  return [...cards, ...own.map(({ card }) => card)].filter((id) => {
    const key = recordKey(course, lesson, id);
    const { dueMs, memory } = scheduleOf(state.cardReviews.get(key) ?? [], nowMs, state.retentions.get(course));
    const isLearning = (memory?.scheduled_days ?? 0) < 1;
    return isDue({ id, dueMs, isLearning, isSuspended: state.suspendedCards.get(key) ?? false }, nowMs, endMs);
  }).length;
}

/** The lesson to go on with: the one opened last that is not complete, else the first that is not complete; undefined when all are. */
export function nextLesson<Lesson extends { readonly progress: LessonProgress }>(
  lessons: readonly Lesson[],
): Lesson | undefined {
  const open = lessons.filter(({ progress }) => !progress.isComplete);
  const begun = open.filter(({ progress }) => progress.lastOpenedAt !== undefined);
  const latest = begun.sort((a, b) => (a.progress.lastOpenedAt! < b.progress.lastOpenedAt! ? 1 : -1))[0];
  return latest ?? open[0];
}
