import { z } from 'zod';
import { makeTasks } from '../../widgets/checklist/task.ts';
import { makeCards } from '../../widgets/flashcards/make-card.ts';
import { makeQuizItems } from '../../widgets/quiz/make-quiz-item.ts';
import { makePrompts } from '../../widgets/reflection/prompt.ts';
import { challengesSchema } from './challenge-schema.ts';
import { flashcardsSchema } from './flashcards-schema.ts';
import { quizSchema } from './quiz-schema.ts';
import { absentWhenEmpty, idSchema, listOf, textSchema } from './text-schema.ts';
import { videoSchema } from './video-schema.ts';
import { widgetUseSchema } from './widget-use-schema.ts';

/** How hard a lesson is; an author says it with a tag of that name. */
export const levels = ['beginner', 'intermediate', 'advanced'] as const;

/** The front matter of a lesson as its author writes it. Unknown keys are left out; `checkLesson` warns of them. */
const authorLessonSchema = z.object(
  {
    /** The lesson's stable name in links and records; unique in the course. */
    id: idSchema,
    /** Shown above the lesson and in the list of lessons. */
    title: textSchema,
    /** Time to allow, minutes, above 0; shown, and summed per chapter. */
    duration_min: absentWhenEmpty(z.number().positive()),
    /** Ids of lessons to know first; they may name lessons that this course does not have. */
    prereqs: listOf(textSchema),
    /** Free words; `beginner`, `intermediate` and `advanced` also set the level. */
    tags: listOf(textSchema),
    /** A segment of a video to go with the text. */
    video: absentWhenEmpty(videoSchema),
    /** The instruments of the lesson, in order: `{ type, data }`, `{ type }`, or a bare type name. */
    widgets: listOf(widgetUseSchema),
    /** What the student will be able to do. */
    goals: listOf(textSchema),
    /** The questions of the quiz. */
    quiz: quizSchema,
    /** The cards: `- Term: definition`, `"Term: definition"`, or `{ front, back, id }`. */
    flashcards: flashcardsSchema,
    /** Questions to write about; the student's text is kept. */
    reflection: listOf(textSchema),
    /** Predictions and objectives at a widget. */
    challenges: challengesSchema,
    /** What a capstone lesson asks to be done; shown as a kept checklist. */
    tasks: listOf(textSchema),
    /** What a capstone lesson asks to be handed in; shown as a kept checklist. */
    deliverables: listOf(textSchema),
    /** The kind of project of a capstone lesson. */
    project_type: absentWhenEmpty(textSchema),
    /** Id of the lesson to read next; it may name a lesson that this course does not have. */
    next: absentWhenEmpty(textSchema),
  },
  { error: 'keys with values' },
);

/** Brings the accepted forms to one. */
function normalise(author: z.output<typeof authorLessonSchema>) {
  const { duration_min: durationMinutes, project_type: projectType, ...same } = author;
  return {
    ...same,
    durationMinutes,
    level: levels.find((level) => author.tags.some((tag) => tag.toLowerCase() === level)),
    quiz: makeQuizItems(author.quiz),
    flashcards: makeCards(author.flashcards),
    reflection: makePrompts(author.reflection),
    tasks: makeTasks(author.tasks),
    deliverables: makeTasks(author.deliverables),
    projectType,
  };
}

/** The front matter of a lesson: takes every accepted form and gives one. It works on parsed YAML; `checkLesson` works on the file's text. */
export const lessonSchema = authorLessonSchema.transform(normalise);

/** A lesson's front matter after every accepted form has been brought to one. */
export type Lesson = z.output<typeof lessonSchema>;
