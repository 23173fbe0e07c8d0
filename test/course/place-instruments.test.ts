import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Heading, placeInstruments } from '../../src/course/place-instruments.ts';

/** The headings of some HTML as Astro lists them: all of them, wherever they stand. */
function headingsOf(html: string): Heading[] {
  return [...html.matchAll(/<h([1-6]) id="([^"]*)">(.*?)<\/h\1>/g)].map(([, depth, slug, text]) => ({
    depth: Number(depth),
    slug: slug!,
    text: text!,
  }));
}

/** The parts in short: text of the HTML, slots in brackets. */
function outline(html: string): string[] {
  return placeInstruments(html, headingsOf(html)).map((part) =>
    part.kind === 'slot'
      ? `[${part.slot}]`
      : part.html
          .replace(/<[^>]*>/g, ' ')
          .replace(/\s+/g, ' ')
          .trim(),
  );
}

const h = (depth: number, text: string) =>
  `<h${depth} id="${text.toLowerCase().replaceAll(' ', '-')}">${text}</h${depth}>`;
const p = (text: string) => `<p>${text}</p>\n`;

describe('placeInstruments', () => {
  it('puts each instrument at the end of its section, which lower headings belong to, and flashcards after the quiz', () => {
    const html = [
      p('a'),
      h(2, 'Interactive Exploration'),
      p('b'),
      h(3, 'Detail'),
      p('c'),
      h(2, 'Quiz'),
      p('d'),
      h(2, 'Reflection'),
      p('e'),
    ].join('');
    expect(outline(html)).toEqual([
      'a Interactive Exploration b Detail c',
      '[widgets]',
      'Quiz d',
      '[quiz]',
      '[flashcards]',
      'Reflection e',
      '[reflection]',
    ]);
  });

  it('lets what has no heading follow the body in the order widgets, quiz, flashcards, reflection', () => {
    expect(outline(p('a'))).toEqual(['a', '[widgets]', '[quiz]', '[flashcards]', '[reflection]']);
    expect(outline(h(2, 'Reflection') + p('a') + h(2, 'End'))).toEqual([
      'Reflection a',
      '[reflection]',
      'End',
      '[widgets]',
      '[quiz]',
      '[flashcards]',
    ]);
  });

  it('gives flashcards their own place where they have a heading', () => {
    const html = h(2, 'Flashcards') + p('a') + h(2, 'Quiz') + p('b');
    expect(outline(html)).toEqual(['Flashcards a', '[flashcards]', 'Quiz b', '[quiz]', '[widgets]', '[reflection]']);
  });

  it('does not care about case, level or white space', () => {
    expect(outline(`${h(4, ' QUIZ ')}${p('a')}${h(1, 'End')}`).slice(0, 4)).toEqual([
      'QUIZ a',
      '[quiz]',
      '[flashcards]',
      'End',
    ]);
  });

  it('takes the first heading of a name only', () => {
    const html = `${h(2, 'Quiz')}${p('a')}<h2 id="quiz-1">Quiz</h2>${p('b')}`;
    expect(outline(html).slice(0, 4)).toEqual(['Quiz a', '[quiz]', '[flashcards]', 'Quiz b']);
  });

  it('puts the inner of two sections that end together first', () => {
    const html = h(2, 'Interactive Exploration') + p('a') + h(3, 'Quiz') + p('b') + h(2, 'End');
    expect(outline(html)).toEqual([
      'Interactive Exploration a Quiz b',
      '[quiz]',
      '[flashcards]',
      '[widgets]',
      'End',
      '[reflection]',
    ]);
  });

  it('takes no heading in a quotation, a list, a comment or a code block for a place or an end', () => {
    const html = `${h(2, 'Reflection')}<blockquote>${h(2, 'Quiz')}</blockquote><ul><li>${h(2, 'Quiz')}</ul><!-- ${h(2, 'Quiz')} --><pre><code>&#x3C;h2 id="quiz">Quiz</code></pre>${p('a')}`;
    expect(outline(html).at(-4)).toBe('[reflection]');
    expect(outline(html)).toHaveLength(5);
  });

  it('reads headings that hold markup or were written as HTML by their text', () => {
    const html = `<h2 id="quiz"><em>Quiz</em></h2>${p('a')}<h2>End</h2>`;
    expect(
      placeInstruments(html, [{ depth: 2, slug: 'quiz', text: 'Quiz' }]).map((part) =>
        part.kind === 'slot' ? part.slot : 'html',
      ),
    ).toEqual(['html', 'quiz', 'flashcards', 'html', 'widgets', 'reflection']);
    expect(outline(`<h2>Quiz</h2>${p('a')}${h(2, 'End')}`).slice(1, 3)).toEqual(['[quiz]', '[flashcards]']);
  });

  it('keeps the footnotes out of the last section', () => {
    const html = `${h(2, 'Quiz')}${p('a')}<section data-footnotes class="footnotes"><h2 class="sr-only" id="footnote-label">Footnotes</h2></section>`;
    expect(outline(html).slice(0, 4)).toEqual(['Quiz a', '[quiz]', '[flashcards]', 'Footnotes']);
  });

  it('is not misled by an unclosed paragraph, a void element, a stray end tag or an attribute with a bracket', () => {
    const html = `<p>open<br><img alt="a > b"></div>${h(2, 'Quiz')}<p>a${h(2, 'End')}`;
    expect(outline(html).slice(1, 3)).toEqual(['[quiz]', '[flashcards]']);
  });

  it('loses and adds nothing: the HTML parts together are the input, and each slot stands once', () => {
    const piece = fc.oneof(
      fc
        .tuple(
          fc.integer({ min: 1, max: 6 }),
          fc.constantFrom('Quiz', 'quiz', 'Flashcards', 'Reflection', 'Interactive Exploration', 'Other'),
        )
        .map(([depth, text]) => h(depth, text)),
      fc.constantFrom(
        '<ul>',
        '</ul>',
        '<li>',
        '<blockquote>',
        '</blockquote>',
        '<div>',
        '</div>',
        '<br/>',
        '<!--',
        '-->',
        '<script>',
        '</script>',
        '<',
        '"',
        '<section data-footnotes>',
      ),
      fc.string().map(p),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const html = pieces.join('');
        const parts = placeInstruments(html, headingsOf(html));
        expect(parts.map((part) => (part.kind === 'html' ? part.html : '')).join('')).toBe(html);
        expect(parts.flatMap((part) => (part.kind === 'slot' ? [part.slot] : [])).sort()).toEqual([
          'flashcards',
          'quiz',
          'reflection',
          'widgets',
        ]);
        expect(parts.every((part) => part.kind === 'slot' || part.html !== '')).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});
