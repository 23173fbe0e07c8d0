import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkLesson } from '../../src/course/check-lesson.ts';
import { maximumFrontMatterBytes } from '../../src/course/front-matter.ts';

/** As many copies as fill front matter to just below its limit. */
const fill = (unit: string) => unit.repeat(Math.floor((maximumFrontMatterBytes - 200) / unit.length));

const hostile: Readonly<Record<string, string>> = {
  'many keys': Array.from({ length: 9000 }, (_, index) => `k${index}:\n`).join(''),
  'one key many times': fill('a: 1\n'),
  'open brackets': `a: ${fill('[')}`,
  'open brackets and braces': `a: ${fill('[{a: ')}`,
  'dashes on one line': `${fill('- ')}a`,
  'question marks': `${fill('? ')}a`,
  'colons on one line': `a: ${fill('b: ')}`,
  'ever deeper lines': Array.from({ length: 350 }, (_, index) => `${' '.repeat(index)}a:\n`).join(''),
  anchors: `a: [${fill('&a b, ')}]`,
  'aliases on one line': `a: &x b\nc: [${fill('*x, ')}]`,
  'aliases to nothing': `a: [${fill('*x, ')}]`,
  'lines with anchors': fill('- &a b\n'),
  'faults on every line': fill('a: @\n'),
  'brackets that are never closed': fill('a: [\n'),
  'quotations that are never closed': fill('a: "\n'),
  'tabs on every line': fill('\ta: 1\n'),
  'cards with a colon too many': `flashcards:\n${fill('- a: b: c\n')}`,
  'equal options': `quiz: [{ q: a, answer: 0, options: [${fill('a,')}] }]`,
  'answers outside': `quiz: [{ q: a, options: [a, b], answer: [${fill('9,')}] }]`,
  'goals that are keys': `goals:\n${fill('- a: b\n')}`,
  'white space before a comment': `a: b: ${fill(' ')}x`,
  'continuation lines': `a: b: c\n${fill(' d\n')}`,
  backslashes: `a: "${fill('\\')}"`,
};

describe('checkLesson on hostile front matter', () => {
  it.each(Object.entries(hostile))(
    'refuses %s within 2 s of processor time and without an exception',
    (_name, yaml) => {
      const start = process.cpuUsage();
      const { lesson, findings } = checkLesson(`---\n${yaml}\n---\n`, 'x.md');
      const { user, system } = process.cpuUsage(start);
      expect((user + system) / 1e6).toBeLessThan(2);
      expect(lesson).toBeUndefined();
      expect(findings.length).toBeGreaterThan(0);
    },
  );

  it('refuses front matter above the limit before it reads it, counted in bytes', () => {
    const head = '---\nid: a\ntitle: A\nnote: ';
    const room = maximumFrontMatterBytes - (head.length - 4) - 1;
    expect(checkLesson(`${head}${'é'.repeat(room / 2)}\n---\n`, 'x.md').lesson?.id).toBe('a');
    const { findings } = checkLesson(`${head}${'é'.repeat(room / 2 + 1)}\n---\n`, 'x.md');
    expect(findings.map(({ found }) => found)).toEqual(['65 KB']);
  });

  it('never throws, whatever the text, and every finding has a place in it', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '---\n',
        'id: a\n',
        'title: A\n',
        'quiz:\n',
        '  - q: ',
        '- ',
        ': ',
        '[',
        ']',
        '{',
        '}',
        '"',
        "'",
        '\n',
        '\t',
        '\r\n',
        '#',
        '&a',
        '*a',
        '!b ',
        '<<: ',
        '|\n',
        '>-\n',
        '? ',
        '...\n',
        '%',
        '@',
      ),
      fc.string({ unit: 'binary', maxLength: 8 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = `---\n${pieces.join('')}\n---\n`;
        const lineCount = text.split('\n').length;
        for (const { line, column, expected, found, fix } of checkLesson(text, 'x.md').findings) {
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(lineCount);
          expect(column).toBeGreaterThanOrEqual(1);
          for (const words of [expected, found, fix]) expect(words).not.toBe('');
          expect(`${expected} ${found} ${fix}`).not.toMatch(/undefined|\[object|Invalid input/);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
