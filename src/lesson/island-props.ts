import type { Lesson } from '../course/lesson-schema.ts';
import { href } from './href.ts';

/** What an instrument on a lesson page may need to know of the page. */
export interface LessonContext {
  /** Id of the course, under which the learner's record keeps what is done here. */
  readonly courseId: string;
  readonly lesson: Lesson;
}

type Props = Readonly<Record<string, unknown>>;

/** The instruments that take their content from the front matter; each answers undefined when the lesson has none of it. */
const fromFrontMatter: Readonly<Record<string, (lesson: Lesson) => Props | undefined>> = {
  quiz: ({ quiz }) => (quiz.length > 0 ? { items: quiz, reviewHref: href('review/') } : undefined),
  flashcards: ({ flashcards }) => (flashcards.length > 0 ? { cards: flashcards } : undefined),
  reflection: ({ reflection }) => (reflection.length > 0 ? { prompts: reflection } : undefined),
  tasks: ({ tasks }) => (tasks.length > 0 ? { title: 'Tasks', kind: 'tasks', tasks } : undefined),
  deliverables: ({ deliverables }) =>
    deliverables.length > 0 ? { title: 'Deliverables', kind: 'deliverables', tasks: deliverables } : undefined,
};

/** The challenges that are done at this instrument: of several of one type the first has them. */
function challengesAt(type: string, data: string | undefined, { widgets, challenges }: Lesson): Props {
  const first = widgets.find((use) => use.type === type);
  const own = first === undefined || first.data === data ? challenges.filter(({ widget }) => widget === type) : [];
  return own.length > 0 ? { challenges: own } : {};
}

/**
 * Plain, serialisable props for the island of an instrument: of the given type and data file, or of a part of the front matter.
 * Undefined when the lesson has nothing for it.
 */
export function islandProps(
  type: string,
  data: string | undefined,
  { courseId, lesson }: LessonContext,
): Props | undefined {
  const page = { course: courseId, lesson: lesson.id };
  const own = fromFrontMatter[type];
  if (!own)
    return {
      ...page,
      data: data === undefined ? null : href(data),
      base: href(''),
      ...challengesAt(type, data, lesson),
    };
  const props = own(lesson);
  return props && { ...page, ...props };
}
