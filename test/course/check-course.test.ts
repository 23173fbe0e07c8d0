import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { checkCourse } from '../../src/course/check-course.ts';
import type { Finding } from '../../src/course/finding.ts';

const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true });
});

/** Checks a course of the given files, by path; `public/…` are the served files, everything else is content. */
async function check(files: Readonly<Record<string, string | Uint8Array>>) {
  const root = mkdtempSync(join(tmpdir(), 'course-'));
  made.push(root);
  for (const [path, content] of Object.entries(files)) {
    const target = join(root, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content);
  }
  const checked = await checkCourse({
    contentFolder: root,
    publicFolder: join(root, 'public'),
    widgetTypes: ['latency_cost_dashboard', 'pipeline_builder'],
  });
  const shown = relative(process.cwd(), root);
  const short = ({ severity, file, line, column, path, found, fix }: Finding) =>
    `${basename(file)}:${line}:${column} ${severity} ${path}: ${found}. ${fix}`.replaceAll(`${shown}/`, '');
  return { ...checked, short: checked.findings.map(short) };
}

const lesson = (id: string, more = '') => `---\nid: ${id}\ntitle: ${id}\n${more}---\n`;
const course = (...ids: string[]) =>
  `id: c\ntitle: C\nchapters:\n  - id: one\n    title: One\n    lessons: [${ids.join(', ')}]\n`;

describe('checkCourse', () => {
  it('gives the fixture course without an error, in its order', async () => {
    const contentFolder = new URL('../fixtures/course', import.meta.url).pathname;
    const types = ['latency_cost_dashboard', 'deployment_pipeline_builder'];
    const checked = await checkCourse({
      contentFolder,
      publicFolder: new URL('../../public', import.meta.url).pathname,
      widgetTypes: types,
    });
    expect(checked.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(checked.course?.chapters.map(({ lessons }) => lessons)).toEqual([
      ['minimal', 'every-form'],
      ['placed-by-hand'],
    ]);
    expect([...checked.lessons.keys()].sort()).toEqual(['every-form', 'minimal', 'placed-by-hand']);
    const warned = checked.findings.map(({ path }) => path);
    for (const path of ['prereqs[1]', 'widgets[3].type', 'next', 'challenges[0].widget'])
      expect(warned).toContain(path);
  });

  it('reports every fault of every lesson in one run, by file and line, and keeps the good lessons', async () => {
    const { short, lessons, lessonFileCount } = await check({
      'course.yaml': course('a', 'b', 'c'),
      'lessons/1.md': '---\nid: a\ntitle: A: x\ntags: y\n---\n',
      'lessons/deep/er/2.mdx': '---\nid: b\n---\n',
      'lessons/3.md': lesson('c'),
      'lessons/.hidden.md': 'not a lesson',
      'lessons/notes.txt': 'not a lesson',
    });
    expect(short.map((text) => text.replace(/:.*/, ''))).toEqual(['1.md', '1.md', '2.mdx']);
    expect([...lessons.keys()]).toEqual(['c']);
    expect(lessonFileCount).toBe(3);
  });

  it('reports an id that two lessons have, also where only the case differs, at the later file', async () => {
    const { short } = await check({
      'course.yaml': course('a'),
      'lessons/1.md': lesson('a'),
      'lessons/2.md': lesson('a'),
      'lessons/3.md': lesson('A'),
    });
    expect(short.filter((text) => text.includes('error'))).toMatchInlineSnapshot(`
      [
        "2.md:2:5 error id: "a", which lessons/1.md has. Change one of the two ids.",
        "3.md:2:5 error id: "A", which lessons/1.md has but for upper and lower case. Change one of the two ids.",
      ]
    `);
  });

  it('names the cycle of prerequisites, also through a lesson with other faults', async () => {
    const { short } = await check({
      'course.yaml': course('a', 'b', 'c', 'd'),
      'lessons/a.md': lesson('a', 'prereqs: [b]\n'),
      'lessons/b.md': lesson('b', 'prereqs: [d, c]\ntags: wrong\n'),
      'lessons/c.md': lesson('c', 'prereqs: [a]\n'),
      'lessons/d.md': lesson('d', 'prereqs: [d]\n'),
    });
    expect(short).toMatchInlineSnapshot(`
      [
        "a.md:4:11 error prereqs[0]: a cycle: a → b → c → a. Remove one of these prerequisites.",
        "b.md:5:7 error tags: "wrong". Write, for example, \`tags: [intermediate, latency]\`.",
        "d.md:4:11 error prereqs[0]: a cycle: d → d. Remove the lesson from its own prerequisites.",
      ]
    `);
  });

  it('warns of a prerequisite, a next lesson, a widget type and a data file that do not exist, with the nearest that does', async () => {
    const front = [
      'prereqs: [frist-steps, somewhere-else]',
      'next: frist-steps',
      'widgets:',
      '  - { type: latency_cost_dashbord, data: /widgets/here.json }',
      '  - { type: pipeline_builder, data: /widgets/missing.json }',
      '  - crystal_ball',
      'challenges:',
      '  - { widget: pipeline_bilder }',
      '  - { widget: latency_cost_dashboard, hints: [Look] }',
      '',
    ].join('\n');
    const { short, lessons } = await check({
      'course.yaml': course('first-steps', 'a'),
      'lessons/f.md': lesson('first-steps'),
      'lessons/a.md': lesson('a', front),
      'public/widgets/here.json': '{}',
    });
    expect(short).toMatchInlineSnapshot(`
      [
        "a.md:4:11 warning prereqs[0]: "frist-steps". It is shown as plain text. Did you mean "first-steps"?",
        "a.md:4:24 warning prereqs[1]: "somewhere-else". It is shown as plain text. Add the lesson, or leave it so.",
        "a.md:5:7 warning next: "frist-steps". It is shown as plain text. Did you mean "first-steps"?",
        "a.md:7:13 warning widgets[0].type: "latency_cost_dashbord". The page says that it is not available. Did you mean "latency_cost_dashboard"?",
        "a.md:8:37 warning widgets[1].data: no file "/widgets/missing.json". Add public/widgets/missing.json, or correct the path.",
        "a.md:9:5 warning widgets[2]: "crystal_ball". The page says that it is not available. Known types: latency_cost_dashboard, pipeline_builder.",
        "a.md:11:15 warning challenges[0].widget: "pipeline_bilder". The page says that it is not available. Did you mean "pipeline_builder"?",
        "a.md:12:15 warning challenges[1].widget: "latency_cost_dashboard". Nothing judges it: the page says so, and the lesson is complete without it. Name deployment_pipeline_builder, or write it as a task.",
      ]
    `);
    expect(lessons.has('a')).toBe(true);
  });

  it('refuses a data path that leaves the site, without looking at the file system', async () => {
    const { short } = await check({
      'course.yaml': course('a'),
      'lessons/a.md': lesson('a', 'widgets: [{ type: pipeline_builder, data: /../course.yaml }]\n'),
    });
    expect(short).toHaveLength(1);
    expect(short[0]).toContain('a.md:4:43 error widgets[0].data');
  });

  it('refuses a file that is not UTF-8', async () => {
    const { short } = await check({
      'course.yaml': course(),
      'lessons/a.md': Uint8Array.of(0x2d, 0x2d, 0x2d, 0x0a, 0xff),
    });
    expect(short).toEqual(['a.md:1:1 error : another encoding. Save the file as UTF-8.']);
  });

  it('reports unknown, repeated and faulty entries of the course file', async () => {
    const yaml =
      'id: c\ntitle: C: D\nchapter: []\nchapters:\n  - { id: one, title: One, lessons: [a, bb, a] }\n  - { id: one, title: Two, lessons: [a] }\n';
    const { short, course: order } = await check({
      'course.yaml': yaml,
      'lessons/a.md': lesson('a'),
      'lessons/b.md': lesson('b-lesson'),
    });
    expect(short).toMatchInlineSnapshot(`
      [
        "course.yaml:2:8 error title: a second colon followed by a space, in "C: D". Put the value in quotes.",
        "course.yaml:3:1 warning chapter: the unknown key "chapter". It is left out. Did you mean \`chapters\`?",
        "course.yaml:5:41 error chapters[0].lessons[1]: "bb". Did you mean "a"?",
        "course.yaml:5:45 error chapters[0].lessons[2]: "a" a second time. Remove one of them.",
        "course.yaml:6:11 error chapters[1].id: "one" a second time. Change one of the two ids.",
        "course.yaml:6:38 error chapters[1].lessons[0]: "a" a second time. Remove one of them.",
        "b.md:2:5 warning id: no chapter with "b-lesson". Name it in course.yaml; until then it is in a last chapter, "Further lessons".",
      ]
    `);
    expect(order).toBeUndefined();
    const mended = await check({
      'course.yaml': yaml.replace('C: D', 'C'),
      'lessons/a.md': lesson('a'),
      'lessons/b.md': lesson('bbb'),
    });
    expect(mended.short).toMatchInlineSnapshot(`
      [
        "course.yaml:3:1 warning chapter: the unknown key "chapter". It is left out. Did you mean \`chapters\`?",
        "course.yaml:5:41 error chapters[0].lessons[1]: "bb". Did you mean "bbb"?",
        "course.yaml:5:45 error chapters[0].lessons[2]: "a" a second time. Remove one of them.",
        "course.yaml:6:11 error chapters[1].id: "one" a second time. Change one of the two ids.",
        "course.yaml:6:38 error chapters[1].lessons[0]: "a" a second time. Remove one of them.",
        "b.md:2:5 warning id: no chapter with "bbb". Name it in course.yaml; until then it is in a last chapter, "Further lessons".",
      ]
    `);
  });

  it('appends lessons that no chapter names in a last chapter, with a warning', async () => {
    const { short, course: order } = await check({
      'course.yaml': course('a'),
      'lessons/a.md': lesson('a'),
      'lessons/b.md': lesson('b'),
    });
    expect(short).toMatchInlineSnapshot(`
      [
        "b.md:2:5 warning id: no chapter with "b". Name it in course.yaml; until then it is in a last chapter, "Further lessons".",
      ]
    `);
    expect(order?.chapters.at(-1)).toEqual({ id: 'further-lessons', title: 'Further lessons', lessons: ['b'] });
  });

  it('reports a missing course file and a course without lessons', async () => {
    expect((await check({ 'lessons/a.md': lesson('a') })).short[0]).toContain('course.yaml:1:1 error : no such file');
    expect((await check({ 'course.yaml': course() })).short[0]).toContain('lessons:1:1 error : none');
  });

  it('checks 500 lessons that require one another in a chain in well under 3 s', async () => {
    const text = (index: number) =>
      lesson(
        `lesson-${index}`,
        `prereqs: [lesson-${index + 1}]\nquiz:\n  - { q: "Why: now?", options: [a, b], answer: 0 }\nflashcards:\n  - Term: definition\n`,
      );
    const files = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`lessons/${index}.md`, text(index)]));
    const start = performance.now();
    const { findings, lessons } = await check({
      ...files,
      'course.yaml': course(...Array.from({ length: 500 }, (_, index) => `lesson-${index}`)),
    });
    expect(performance.now() - start).toBeLessThan(3000);
    expect(lessons.size).toBe(500);
    expect(findings.map(({ found }) => found)).toEqual(['"lesson-500"']);
  });
});
