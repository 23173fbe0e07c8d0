import type { Course } from '../course/course-schema.ts';
import type { Lesson } from '../course/lesson.ts';

/** A lesson's place in the course. */
export interface LessonPlace {
  readonly chapterTitle: string;
  /** Number of the chapter, from 1. */
  readonly chapterNumber: number;
  readonly previous: Lesson | undefined;
  readonly next: Lesson | undefined;
}

export interface OutlineChapter {
  readonly id: string;
  readonly title: string;
  readonly summary: string | undefined;
  readonly lessons: readonly Lesson[];
  /** Sum of the durations that the lessons state, in minutes. */
  readonly durationMinutes: number;
}

/** The chapters with their lessons. Ids without a lesson are left out (the check reports them); lessons that no chapter names follow in "Further lessons". */
export function outline(course: Course, lessons: readonly Lesson[]): OutlineChapter[] {
  const byId = new Map(lessons.map((lesson) => [lesson.id, lesson]));
  const named = new Set(course.chapters.flatMap((chapter) => chapter.lessons));
  const further = lessons.filter((lesson) => !named.has(lesson.id)).sort((a, b) => (a.id < b.id ? -1 : 1));
  const chapters = course.chapters.map((chapter) => ({
    id: chapter.id,
    title: chapter.title,
    summary: chapter.summary,
    lessons: chapter.lessons.flatMap((id) => byId.get(id) ?? []),
  }));
  if (further.length > 0) chapters.push({ id: 'further', title: 'Further lessons', summary: undefined, lessons: further });
  return chapters.map((chapter) => ({ ...chapter, durationMinutes: chapter.lessons.reduce((sum, lesson) => sum + (lesson.durationMinutes ?? 0), 0) }));
}

/** Every lesson's place, by its id. An author's `next` wins over the order of the course when it names a lesson of the course. */
export function places(chapters: readonly OutlineChapter[]): Map<string, LessonPlace> {
  const flat = chapters.flatMap((chapter, index) => chapter.lessons.map((lesson) => ({ lesson, chapterTitle: chapter.title, chapterNumber: index + 1 })));
  const byId = new Map(flat.map(({ lesson }) => [lesson.id, lesson]));
  return new Map(
    flat.map(({ lesson, chapterTitle, chapterNumber }, index) => [
      lesson.id,
      { chapterTitle, chapterNumber, previous: flat[index - 1]?.lesson, next: (lesson.next === undefined ? undefined : byId.get(lesson.next)) ?? flat[index + 1]?.lesson },
    ]),
  );
}
