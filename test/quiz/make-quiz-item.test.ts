import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeQuizItem, makeQuizItems } from '../../widgets/quiz/make-quiz-item.ts';
import { authorQuizItemSchema } from '../../widgets/quiz/quiz-item.ts';

/** As the course compiler does it: the author's form is parsed, then made into an item. */
const make = (author: unknown) => makeQuizItem(authorQuizItemSchema.parse(author));
const single = { q: 'Why shadow mode?', options: ['To save money', 'To test silently', 'To train faster'], answer: 1 };

describe('makeQuizItem', () => {
  it('makes a single choice of an index', () => {
    const item = make({ ...single, explain: ' Because. ' });
    expect(item).toMatchObject({ kind: 'single', question: 'Why shadow mode?', explain: 'Because.' });
    expect(item.answer).toEqual([item.options[1]!.id]);
  });

  it('makes a multiple choice of a list of indexes, even of one', () => {
    const item = make({ ...single, answer: [2, 0] });
    expect(item.kind).toBe('multiple');
    expect(item.answer).toEqual([item.options[2]!.id, item.options[0]!.id]);
    expect(make({ ...single, answer: [1] }).kind).toBe('multiple');
  });

  it('makes a numeric question of a value, with tolerance 0 where none is given', () => {
    expect(make({ q: 'How long?', answer: { value: 12, tolerance: 0.5, unit: ' ms ' } })).toMatchObject({
      kind: 'numeric',
      options: [],
      answer: { value: 12, tolerance: 0.5, unit: 'ms' },
    });
    expect(make({ q: 'How many?', answer: { value: 3 } }).answer).toEqual({ value: 3, tolerance: 0 });
  });

  it('takes options that YAML read as numbers and booleans as text', () => {
    expect(make({ q: 'Is it?', options: [true, false, 2.5], answer: 0 }).options.map(({ text }) => text)).toEqual([
      'True',
      'False',
      '2.5',
    ]);
  });

  it('puts the feedback at its option and leaves empty ones out', () => {
    expect(make({ ...single, feedback: ['No.', '', ' Nor this. '] }).options.map(({ feedback }) => feedback)).toEqual([
      'No.',
      undefined,
      'Nor this.',
    ]);
  });

  it('takes the author’s id, and else derives one from the question alone', () => {
    expect(make({ ...single, id: 'shadow' }).id).toBe('shadow');
    expect(make(single).id).toBe(make({ ...single, options: ['x', 'y'], answer: 0, explain: 'z' }).id);
    expect(make(single).id).not.toBe(make({ ...single, q: 'Why shadow mode at all?' }).id);
  });

  it('gives one hash to one question whatever the order of its options, and another when an option or the right answer changes', () => {
    const options = fc
      .uniqueArray(fc.string({ unit: 'grapheme', minLength: 1 }), {
        minLength: 2,
        maxLength: 6,
        selector: (text) => text.normalize('NFC').trim().replaceAll(/\s+/gu, ' '),
      })
      .filter((texts) => texts.every((text) => text.trim() !== ''));
    fc.assert(
      fc.property(options, fc.nat(), (texts, pick) => {
        const right = pick % texts.length;
        const item = make({ q: 'Q', options: texts, answer: right });
        const reversed = make({ q: 'Q', options: texts.toReversed(), answer: texts.length - 1 - right });
        expect(reversed.hash).toBe(item.hash);
        expect(reversed.answer).toEqual(item.answer);
        expect(make({ q: 'Q', options: texts, answer: (right + 1) % texts.length }).hash).not.toBe(item.hash);
        expect(make({ q: 'Q', options: [...texts.with(0, `${texts[0]!}*`)], answer: right }).hash).not.toBe(item.hash);
      }),
    );
  });

  it('changes the hash with the tolerance and the unit of a number', () => {
    const hashes = [{ value: 3 }, { value: 3, tolerance: 1 }, { value: 3, unit: 's' }, { value: 4 }].map(
      (answer) => make({ q: 'Q', answer }).hash,
    );
    expect(new Set(hashes).size).toBe(4);
  });

  it('keeps the hash when only explanation or feedback change', () => {
    expect(make({ ...single, explain: 'More.', feedback: ['a', 'b', 'c'] }).hash).toBe(make(single).hash);
  });
});

describe('makeQuizItems', () => {
  it('gives two questions with one text two ids', () => {
    const author = authorQuizItemSchema.parse(single);
    const [first, second] = makeQuizItems([author, author]);
    expect(second!.id).toBe(`${first!.id}-2`);
  });
});

describe('authorQuizItemSchema', () => {
  const faults = (author: unknown) =>
    authorQuizItemSchema.safeParse(author).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);

  it('says what is wrong with an answer that is not among the options', () => {
    expect(faults({ ...single, answer: 3 })).toEqual([
      'answer: Expected an index from 0 to 2, found 3. Options are counted from 0.',
    ]);
    expect(faults({ ...single, answer: [0, 7] })).toEqual([
      'answer.1: Expected an index from 0 to 2, found 7. Options are counted from 0.',
    ]);
  });

  it('says what is wrong with options that are missing, alone or equal', () => {
    expect(faults({ q: 'Q', options: [], answer: 0 })).toEqual([
      'options: Expected at least two options, found an empty list. Add the options, or give the answer as { value, tolerance, unit }.',
    ]);
    expect(faults({ q: 'Q', answer: 0 })).toHaveLength(1);
    expect(faults({ q: 'Q', options: ['café', 'x', 'cafe\u0301'], answer: 1 })?.[0]).toContain(
      'options.2: Expected options that differ',
    );
  });

  it('says what is wrong with a repeated or empty list of answers, feedback of another length, and options beside a number', () => {
    expect(faults({ ...single, answer: [1, 1] })?.[0]).toContain(
      'answer.1: Expected each index once, found 1 a second time',
    );
    expect(faults({ ...single, answer: [] })?.[0]).toContain('answer: Expected at least one index');
    expect(faults({ ...single, feedback: ['a'] })?.[0]).toContain(
      'feedback: Expected one text per option (3), found 1',
    );
    expect(faults({ ...single, answer: { value: 1 } })?.[0]).toContain(
      'options: Expected no options beside a numeric answer',
    );
  });

  it('refuses a negative tolerance, a fractional index and an empty question', () => {
    for (const author of [
      { q: 'Q', answer: { value: 1, tolerance: -1 } },
      { ...single, answer: 0.5 },
      { ...single, answer: -1 },
      { ...single, q: '  ' },
    ]) {
      expect(authorQuizItemSchema.safeParse(author).success).toBe(false);
    }
  });
});
