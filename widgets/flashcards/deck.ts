import { type LearnerState, recordKey } from '../engines/record/learner-state.ts';
import type { Card } from './card.ts';

/** A card with the lesson that it belongs to. */
export interface DeckCard extends Card {
  /** Id of the lesson. */
  readonly lesson: string;
  /** The lesson's title; empty where the course has the lesson no longer. */
  readonly lessonTitle: string;
  /** Name of the card in the whole record: course, lesson and card. */
  readonly key: string;
  /** True for a card that the learner made of something missed. */
  readonly isOwn: boolean;
}

/** A lesson and its cards, as the course has them. */
export interface LessonCards {
  readonly id: string;
  readonly title: string;
  readonly cards: readonly Card[];
}

/** What of the record a deck needs. */
type DeckState = Pick<LearnerState, 'ownCards'>;

/** The cards of these lessons and those that the learner made in them, in the order of the lessons. */
export function deckOf(course: string, lessons: readonly LessonCards[], state: DeckState): DeckCard[] {
  const own = [...state.ownCards.values()].filter((card) => card.course === course);
  return lessons.flatMap(({ id: lesson, title: lessonTitle, cards }) => {
    const given = cards.map(({ id, hash, front, back }) => ({ id, hash, front, back, isOwn: false }));
    const made = own
      .filter((card) => card.lesson === lesson)
      .map(({ card: id, hash, front, back }) => ({ id, hash, front, back, isOwn: true }));
    return [...given, ...made].map((card) => ({
      ...card,
      lesson,
      lessonTitle,
      key: recordKey(course, lesson, card.id),
    }));
  });
}

/** The same for a whole course: cards that were made in a lesson which the course has no longer come last, so that none is lost. */
export function courseDeck(course: string, lessons: readonly LessonCards[], state: DeckState): DeckCard[] {
  const known = new Set(lessons.map(({ id }) => id));
  const gone = [...state.ownCards.values()].filter((card) => card.course === course && !known.has(card.lesson));
  const goneIds = [...new Set(gone.map(({ lesson }) => lesson))];
  return deckOf(course, [...lessons, ...goneIds.map((id) => ({ id, title: '', cards: [] }))], state);
}
