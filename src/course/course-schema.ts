import { z } from 'zod';
import { absentWhenEmpty, idSchema, textSchema } from './text-schema.ts';

const chapterSchema = z.object({
  /** Stable name of the chapter in links; unique in the course. */
  id: idSchema,
  /** Shown above the lessons of the chapter. */
  title: textSchema,
  /** One or two sentences on what the chapter is about. */
  summary: absentWhenEmpty(textSchema),
  /** Ids of the lessons, in reading order. */
  lessons: z.array(idSchema),
});

/** What makes a lesson complete, once it was opened. */
const completionSchema = z.object({
  /** Share of the quiz's questions whose latest answer is right, above 0 up to 1. */
  quiz_share: z.number().gt(0).lte(1).default(0.8),
  /** Whether every challenge has to be met. */
  challenges: z.boolean().default(true),
});

/** The course file, `course.yaml`: the name of the course and the order of its lessons. */
export const courseSchema = z.object({
  /** Stable name of the course in learners' records and exported packages. */
  id: idSchema,
  /** Shown on every page. */
  title: textSchema,
  /** One or two sentences for the front page. */
  summary: absentWhenEmpty(textSchema),
  /** When a lesson counts as complete; absent: 80 % of the quiz and every challenge. */
  completion: completionSchema.prefault({}),
  /** The chapters, in order. Lessons that none of them names follow in a last chapter. */
  chapters: z.array(chapterSchema),
});

/** A chapter: some lessons in reading order. */
export type Chapter = z.output<typeof chapterSchema>;

/** The course: its name and its chapters. */
export type Course = z.output<typeof courseSchema>;
