import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkLesson } from '../../src/course/check-lesson.ts';
import { splitFrontMatter } from '../../src/course/front-matter.ts';
import { lessonSchema } from '../../src/course/lesson-schema.ts';

const text = readFileSync(new URL('../fixtures/course/lessons/forms/every-form.md', import.meta.url), 'utf8');
const { lesson, findings } = checkLesson(text, 'every-form.md');

/** The YAML parser that Astro reads front matter with; the lesson schema sees its data, the checker that of another parser. */
const astroYaml: { load: (yaml: string) => unknown } = createRequire(
  createRequire(import.meta.url).resolve('astro/package.json'),
)('js-yaml');

describe('checkLesson on the lesson with every accepted form', () => {
  it('finds nothing to report', () => {
    expect(findings).toEqual([]);
  });

  it('reads the plain keys', () => {
    expect(lesson).toMatchObject({
      id: 'every-form',
      title: 'Every form: one lesson',
      durationMinutes: 12.5,
      prereqs: ['minimal', 'a-lesson-of-another-course'],
      tags: ['fixture', 'advanced', '2026'],
      level: 'advanced',
      video: { platform: 'youtube', id: '7x8R2aJx0a0', startSeconds: 30, endSeconds: 95 },
      goals: ['Name every key', 'Quote a goal: with a colon', 'Write a goal on two lines'],
      projectType: 'capstone',
      next: 'a-lesson-that-follows-elsewhere',
    });
  });

  it('brings the three forms of a widget to one', () => {
    expect(lesson?.widgets).toEqual([
      { type: 'latency_cost_dashboard', data: '/widgets/latency_cost.titanic.json' },
      { type: 'deployment_pipeline_builder' },
      { type: 'deployment_pipeline_builder' },
      { type: 'crystal_ball', data: '/widgets/latency_cost.titanic.json' },
    ]);
  });

  it('reads an answer as an index, as indexes, and as a number with and without tolerance', () => {
    expect(lesson?.quiz.map(({ kind }) => kind)).toEqual(['single', 'multiple', 'numeric', 'numeric', 'single']);
    expect(lesson?.quiz[1]).toMatchObject({
      id: 'several-answers',
      options: [{ feedback: 'Yes: on a schedule.' }, {}, {}],
    });
    expect(lesson?.quiz[2]?.answer).toEqual({ value: 1000, tolerance: 0.5, unit: 'ms' });
    expect(lesson?.quiz[3]?.answer).toEqual({ value: 6, tolerance: 0 });
    expect(lesson?.quiz[4]?.options.map((option) => option.text)).toEqual(['1', '2.5', 'True']);
  });

  it('brings the forms of a card to one', () => {
    expect(lesson?.flashcards.map(({ front, back }) => [front, back])).toEqual([
      ['Batch deployment', 'Predictions made on a schedule'],
      ['Shadow mode', 'A copy of the traffic, whose answers nobody sees'],
      ['Canary', 'A small share of the traffic: the first to meet the new version'],
      ['Rollback', 'Going back to the version before'],
      ['Quoted term', 'A definition: with a colon'],
      ['Share of positives found', '0.5'],
    ]);
    expect(lesson?.flashcards[2]?.id).toBe('canary-card');
  });

  it('keeps prompts, checklists and challenges in order, with ids of their own', () => {
    expect(lesson?.reflection.map((prompt) => prompt.text)).toEqual([
      'Which form would you use, and why?',
      'What would you rather not write by hand?',
    ]);
    expect(lesson?.tasks.map((task) => task.text)).toEqual(['Deploy the model', 'Measure it: latency and cost']);
    expect(lesson?.deliverables.map((task) => task.text)).toEqual(['A report of two pages', 'The data file']);
    expect(new Set([...lesson!.tasks, ...lesson!.deliverables].map(({ id }) => id)).size).toBe(4);
    expect(lesson?.challenges[0]).toMatchObject({
      widget: 'latency_cost_dashboard',
      hints: ['Look at how long a request waits for its batch.', 'A hint: with a colon'],
    });
  });

  it('reads the same with a byte order mark, CRLF line ends and blank lines before the front matter', () => {
    const windows = text.replaceAll('\n', '\r\n');
    expect(checkLesson(`\uFEFF${windows}`, 'x.md').lesson).toEqual(lesson);
    expect(checkLesson(`\r\n\r\n${windows}`, 'x.md').lesson).toEqual(lesson);
  });
});

describe('lessonSchema', () => {
  it('gives with the parser of Astro what checkLesson gives with its own', () => {
    const split = splitFrontMatter(text);
    expect('yaml' in split && lessonSchema.parse(astroYaml.load(split.yaml))).toEqual(lesson);
  });

  it('accepts by the parser of Astro every lesson that checkLesson accepts, whatever line was lost or doubled', () => {
    const lines = text.split('\n');
    const edit = fc.tuple(
      fc.nat(lines.length - 1),
      fc.constantFrom('drop', 'double', 'indent', 'outdent', 'unquote', 'colon', 'tab'),
    );
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
        const edited = lines
          .map((line, index) => edits.filter(([at]) => at === index).reduce((one, [, kind]) => change(one, kind), line))
          .join('\n');
        const checked = checkLesson(edited, 'x.md').lesson;
        if (checked === undefined) return;
        const split = splitFrontMatter(edited);
        expect('yaml' in split && lessonSchema.parse(astroYaml.load(split.yaml))).toEqual(checked);
      }),
      { numRuns: 400 },
    );
  });

  it('reads a key with nothing after it as absent', () => {
    const bare = lessonSchema.parse({
      id: 'a',
      title: 'A',
      video: null,
      tags: null,
      quiz: null,
      flashcards: null,
      next: null,
      widgets: null,
    });
    expect(bare).toEqual(lessonSchema.parse({ id: 'a', title: 'A' }));
  });

  it('leaves unknown keys out', () => {
    expect(lessonSchema.parse({ id: 'a', title: 'A', author: 'B' })).not.toHaveProperty('author');
  });
});

function change(line: string, kind: string): string {
  if (kind === 'drop') return '';
  if (kind === 'double') return `${line}\n${line}`;
  if (kind === 'indent') return `  ${line}`;
  if (kind === 'outdent') return line.replace(/^ {2}/, '');
  if (kind === 'unquote') return line.replaceAll(/["']/g, '');
  if (kind === 'colon') return `${line}: more`;
  return line.replace(/^ {2}/, '\t');
}
