import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { authorCardSchema } from '../../widgets/flashcards/card.ts';
import { makeCard, makeCards } from '../../widgets/flashcards/make-card.ts';

const make = (author: unknown) => makeCard(authorCardSchema.parse(author));

describe('makeCard', () => {
  it('makes one card of the three forms of an author', () => {
    const [map, text, sides] = parse(
      '- Shadow Mode: Testing without users\n- "Shadow Mode: Testing without users"\n- { front: Shadow Mode, back: Testing without users }',
    ) as unknown[];
    const card = make(map);
    expect(card).toMatchObject({ front: 'Shadow Mode', back: 'Testing without users' });
    expect(make(text)).toEqual(card);
    expect(make(sides)).toEqual(card);
  });

  it('takes the author’s id, and else derives one from the front, so that a better back keeps the reviews', () => {
    expect(make({ front: 'a', back: 'b', id: 'mine' }).id).toBe('mine');
    expect(make({ front: 'a', back: 'b' }).id).toBe(make({ front: 'a', back: 'c' }).id);
    expect(make({ front: 'a', back: 'b' }).hash).not.toBe(make({ front: 'a', back: 'c' }).hash);
  });

  it('splits a text at its first colon with a space, whatever characters are in it', () => {
    expect(make('HTTP 1:1: one to one: always')).toMatchObject({ front: 'HTTP 1:1', back: 'one to one: always' });
    const side = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .filter((text) => text.trim() !== '' && !text.includes(':'));
    fc.assert(
      fc.property(side, side, (front, back) => {
        expect(make(`${front}: ${back}`)).toMatchObject({ front: front.trim(), back: back.trim() });
      }),
    );
  });

  it('takes a term called "front", and values that YAML read as numbers', () => {
    expect(make({ front: 'The side seen first' })).toMatchObject({ front: 'front', back: 'The side seen first' });
    expect(make({ Recall: 0.5 })).toMatchObject({ front: 'Recall', back: '0.5' });
  });

  it('derives ids that are pinned, since reviews in learners’ records refer to them', () => {
    expect(make({ 'Shadow Mode': 'x' }).id).toMatchInlineSnapshot(`"88cb1b2f8e49"`);
  });
});

describe('makeCards', () => {
  it('gives cards with one term ids that differ', () => {
    const ids = makeCards([{ a: 'x' }, { a: 'y' }, { b: 'z' }]).map(({ id }) => id);
    expect(new Set(ids).size).toBe(3);
  });
});

describe('authorCardSchema', () => {
  it('refuses what is no card', () => {
    for (const author of [
      'no definition',
      'Term:',
      ': definition',
      { a: 'x', b: 'y' },
      {},
      { front: '', back: 'x' },
      null,
      3,
      ['a', 'b'],
    ]) {
      expect(authorCardSchema.safeParse(author).success, JSON.stringify(author)).toBe(false);
    }
  });
});
