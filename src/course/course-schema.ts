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

/** The course file, `course.yaml`: the name of the course and the order of its lessons. */
export const courseSchema = z.object({
  /** Stable name of the course in learners' records and exported packages. */
  id: idSchema,
  /** Shown on every page. */
  title: textSchema,
  /** One or two sentences for the front page. */
  summary: absentWhenEmpty(textSchema),
  /** The chapters, in order. Lessons that none of them names follow in a last chapter. */
  chapters: z.array(chapterSchema),
});

/** A chapter: some lessons in reading order. */
export type Chapter = z.output<typeof chapterSchema>;

/** The course: its name and its chapters. */
export type Course = z.output<typeof courseSchema>;
