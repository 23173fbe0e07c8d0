import { z } from 'zod';
import { authorCardSchema, splitTerm } from '../../widgets/flashcards/card.ts';
import { evenAfterFaults, reportRepeats } from './report-repeats.ts';

/** The keys of a card that names its sides. */
export const cardKeys: readonly string[] = ['front', 'back', 'id'];

/** Whether a card names its sides rather than having its term as its key. */
export function namesSides(card: unknown): card is Record<string, unknown> {
  return typeof card === 'object' && card !== null && !Array.isArray(card) && ('front' in card || 'back' in card);
}

/** A card that names its sides, without keys that hold nothing and without unknown ones. Every other form is left as it is. */
function tidyCard(card: unknown): unknown {
  if (!namesSides(card)) return card;
  const entries = Object.entries(card).filter(([key, value]) => cardKeys.includes(key) && value !== null);
  return Object.fromEntries(entries.map(([key, value]) => [key, key === 'id' ? String(value) : value]));
}

/** `{ front }` alone would otherwise pass as a card whose term is the word "front". */
const wholeCard = z.unknown().superRefine((card, context) => {
  if (!namesSides(card)) return;
  for (const side of ['front', 'back']) {
    if (side in card) continue;
    const params = {
      expected: 'both sides, front and back',
      found: `no ${side}`,
      fix: `Add \`${side}:\` to the card.`,
    };
    context.addIssue({
      code: 'custom',
      path: [side],
      params,
      message: `Expected ${params.expected}, found ${params.found}.`,
    });
  }
});

/** The front of a card in whichever form; undefined where it is no card. */
function termOf(card: unknown): string | undefined {
  if (typeof card === 'string') return splitTerm(card)[0];
  if (typeof card !== 'object' || card === null || Array.isArray(card)) return undefined;
  const term = namesSides(card) ? card['front'] : Object.keys(card)[0];
  return term === undefined ? undefined : String(term);
}

const cards = z.array(z.preprocess(tidyCard, wholeCard.pipe(authorCardSchema))).superRefine((entries, context) => {
  const describe = (index: number) => ({
    path: [index],
    expected: 'a term of its own for each card',
    fix: 'Join the two cards into one, or make their terms differ.',
  });
  reportRepeats(entries, context, termOf, describe);
}, evenAfterFaults);

/** The cards of a lesson, in the author's form. */
export const flashcardsSchema = z.preprocess((value) => value ?? [], cards).default([]);
