import type { ScheduledCard } from './deck-schedule.ts';

/** Text as it is compared: without case and without marks on letters. */
const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** The cards in whose front, back or lesson every word of the query stands, in the deck's order. All of them for an empty query. */
export function searchCards(cards: readonly ScheduledCard[], query: string): readonly ScheduledCard[] {
  const words = plain(query).split(/\s+/u).filter(Boolean);
  return cards.filter(({ card }) => {
    const text = plain(`${card.front} ${card.back} ${card.lessonTitle}`);
    return words.every((word) => text.includes(word));
  });
}
