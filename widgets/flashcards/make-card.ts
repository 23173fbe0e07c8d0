import { contentHash } from '../engines/record/content-hash.ts';
import { withDistinctIds } from '../engines/record/distinct-ids.ts';
import { type AuthorCard, type Card, splitTerm } from './card.ts';

interface Sides {
  readonly front: string;
  readonly back: string;
  readonly id?: string;
}

function sidesOf(author: AuthorCard): Sides {
  if (typeof author === 'string') {
    const [front, back] = splitTerm(author);
    return { front, back };
  }
  if ('front' in author && 'back' in author) {
    const sides = { front: String(author.front).trim(), back: String(author.back).trim() };
    return author.id === undefined ? sides : { ...sides, id: String(author.id).trim() };
  }
  const [front, back] = Object.entries(author)[0]!;
  return { front: front.trim(), back: String(back).trim() };
}

/** The card of one author's form, which must have passed `authorCardSchema`. */
export function makeCard(author: AuthorCard): Card {
  const { front, back, id } = sidesOf(author);
  return { id: id ?? contentHash('card', front), hash: contentHash('card', front, back), front, back };
}

/** A lesson's cards, in order, with ids that differ. */
export function makeCards(authors: readonly AuthorCard[]): Card[] {
  return withDistinctIds(authors.map(makeCard));
}
