import type { ChapterOutline, CompletionRule } from '../../widgets/progress/lesson-outline.ts';
import type { Course } from '../course/course-schema.ts';
import { isJudged } from '../course/judged-challenge.ts';
import { href } from './href.ts';
import type { OutlineChapter } from './outline.ts';

/** The chapters as the progress page needs them: plain data, with the ids of everything that the learner's record refers to. */
export function lessonOutlines(chapters: readonly OutlineChapter[]): ChapterOutline[] {
  const known = new Set(chapters.flatMap((chapter) => chapter.lessons.map(({ id }) => id)));
  return chapters.map(({ id, title, lessons }) => ({
    id,
    title,
    lessons: lessons.map((lesson) => ({
      id: lesson.id,
      title: lesson.title,
      href: href(`lessons/${lesson.id}/`),
      reportHref: href(`progress/${lesson.id}/`),
      quiz: lesson.quiz.map((item) => ({ id: item.id, hash: item.hash })),
      challenges: lesson.challenges.filter(isJudged).map(({ id }) => id),
      cards: lesson.flashcards.map((card) => card.id),
      prereqs: lesson.prereqs.filter((prereq) => known.has(prereq)),
    })),
  }));
}

/** When a lesson of the course counts as complete. */
export function completionRule({ completion }: Course): CompletionRule {
  return { quizShare: completion.quiz_share, needsChallenges: completion.challenges };
}
