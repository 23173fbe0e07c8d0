import { describe, expect, it } from 'vitest';
import { editDistance, nearest } from '../../widgets/kit/nearest.ts';

describe('nearest', () => {
  it('names the known word that a slip of the finger came from', () => {
    expect(nearest('tittle', ['id', 'title', 'tags'])).toBe('title');
    expect(nearest('falshcards', ['flashcards', 'quiz'])).toBe('flashcards');
  });
  it('names nothing when no known word is near', () => {
    expect(nearest('colour', ['quiz', 'goals'])).toBeUndefined();
  });
  it('counts a swap of neighbours as one edit', () => {
    expect(editDistance('ab', 'ba')).toBe(1);
    expect(editDistance('kitten', 'sitting')).toBe(3);
  });
});
