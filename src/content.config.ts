import { resolve } from 'node:path';
import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';
import { lessonSchema } from './course/lesson-schema.ts';
import { dataCardSchema, modelCardSchema } from './course/model-card-schema.ts';
import { courseFolder } from './tools/course-folder.ts';

/** An entry is known by a key of its front matter, which YAML may read as a number; the course check has refused entries without it. */
const idOf = (key: unknown, entry: string) => (key === undefined ? entry : String(key));

/** The lessons of the course, by their front matter's `id`: the name used in links and in the learner's record. */
const lessons = defineCollection({
  loader: glob({
    base: resolve(courseFolder, 'lessons'),
    pattern: '**/*.{md,mdx}',
    generateId: ({ data, entry }) => idOf(data.id, entry),
  }),
  schema: lessonSchema,
});

/**
 * The instruments: a folder each, found by its `index.mdx`. Rendering an entry gives a page the JavaScript and CSS of that instrument alone.
 * `inLessons: false` marks the ones that are not named by `widgets` in a front matter (quiz, flashcards, reflection, checklist).
 */
const widgets = defineCollection({
  loader: glob({
    base: './widgets',
    pattern: '*/index.mdx',
    generateId: ({ data, entry }) => idOf(data.type, entry),
  }),
  schema: z.strictObject({ type: z.string(), title: z.string(), inLessons: z.boolean().default(true) }),
});

/** The model cards, by the id of the model. */
const models = defineCollection({
  loader: glob({
    base: resolve(courseFolder, 'models'),
    pattern: '*.md',
    generateId: ({ data, entry }) => idOf(data.id, entry),
  }),
  schema: modelCardSchema,
});

/** The cards of the data that the models learnt from. */
const dataCards = defineCollection({
  loader: glob({
    base: resolve(courseFolder, 'models/data'),
    pattern: '*.md',
    generateId: ({ data, entry }) => idOf(data.id, entry),
  }),
  schema: dataCardSchema,
});

export const collections = { lessons, widgets, models, dataCards };
