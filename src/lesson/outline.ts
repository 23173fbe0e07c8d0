import type { Course } from '../course/course-schema.ts';
import type { Lesson } from '../course/lesson-schema.ts';

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

/** The chapters of the checked course with their lessons. Throws on an id without a lesson, which the check would have refused. */
export function outline(course: Course, lessons: readonly Lesson[]): OutlineChapter[] {
  const byId = new Map(lessons.map((lesson) => [lesson.id, lesson]));
  return course.chapters.map((chapter) => {
    const own = chapter.lessons.map((id) => {
      const lesson = byId.get(id);
      if (!lesson) throw new Error(`The chapter ${chapter.id} names the lesson ${id}, which was not loaded.`);
      return lesson;
    });
    return {
      id: chapter.id,
      title: chapter.title,
      summary: chapter.summary,
      lessons: own,
      durationMinutes: own.reduce((sum, lesson) => sum + (lesson.durationMinutes ?? 0), 0),
    };
  });
}

/** Every lesson's place, by its id. An author's `next` wins over the order of the course when it names a lesson of the course. */
export function places(chapters: readonly OutlineChapter[]): Map<string, LessonPlace> {
  const flat = chapters.flatMap((chapter, index) =>
    chapter.lessons.map((lesson) => ({ lesson, chapterTitle: chapter.title, chapterNumber: index + 1 })),
  );
  const byId = new Map(flat.map(({ lesson }) => [lesson.id, lesson]));
  return new Map(
    flat.map(({ lesson, chapterTitle, chapterNumber }, index) => [
      lesson.id,
      {
        chapterTitle,
        chapterNumber,
        previous: flat[index - 1]?.lesson,
        next: (lesson.next === undefined ? undefined : byId.get(lesson.next)) ?? flat[index + 1]?.lesson,
      },
    ]),
  );
}
