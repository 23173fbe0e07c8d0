import { topLevelBoundaries } from './top-level-headings.ts';

/** A heading as Astro reports it beside the rendered HTML. */
export interface Heading {
  /** 1 to 6. */
  readonly depth: number;
  /** The `id` attribute of the heading. */
  readonly slug: string;
  readonly text: string;
}

/** The places for instruments, in the order in which they follow a body that has no headings for them. */
export const slots = ['widgets', 'quiz', 'flashcards', 'reflection'] as const;

export type Slot = (typeof slots)[number];

/** A stretch of the lesson's own HTML, or the place of an instrument between two stretches. */
export type Part = { readonly kind: 'html'; readonly html: string } | { readonly kind: 'slot'; readonly slot: Slot };

const slotByHeading: ReadonlyMap<string, Slot> = new Map([
  ['interactive exploration', 'widgets'],
  ['quiz', 'quiz'],
  ['flashcards', 'flashcards'],
  ['reflection', 'reflection'],
]);

interface Section {
  readonly slot: Slot;
  readonly start: number;
  readonly end: number;
}

/**
 * Splits the rendered body of a `.md` lesson where its instruments belong: at the end of the section with the matching heading (case and level
 * do not matter; the first such heading counts). A section ends at the next heading of the same or a higher level. What has no heading
 * follows the body in the order of `slots`; flashcards without a heading follow the quiz. The HTML parts together are the input.
 */
export function placeInstruments(html: string, headings: readonly Heading[]): Part[] {
  const sections = findSections(html, headings);
  const parts: Part[] = [];
  let from = 0;
  const placed = new Set<Slot>(sections.map((section) => section.slot));
  const place = (slot: Slot) => {
    parts.push({ kind: 'slot', slot });
    if (slot === 'quiz' && !placed.has('flashcards')) parts.push({ kind: 'slot', slot: 'flashcards' });
  };
  for (const section of sections) {
    if (section.end > from) parts.push({ kind: 'html', html: html.slice(from, section.end) });
    from = section.end;
    place(section.slot);
  }
  if (from < html.length) parts.push({ kind: 'html', html: html.slice(from) });
  for (const slot of slots) if (!placed.has(slot) && slot !== 'flashcards') place(slot);
  return parts;
}

/** The sections that hold an instrument, ordered by their end; of two that end together the inner one, which begins later, comes first. */
function findSections(html: string, headings: readonly Heading[]): Section[] {
  const textBySlug = new Map(headings.map((heading) => [heading.slug, heading.text]));
  const boundaries = topLevelBoundaries(html);
  const sections = new Map<Slot, Section>();
  boundaries.forEach((boundary, index) => {
    const text = boundary.id === undefined ? undefined : textBySlug.get(boundary.id);
    const slot = slotByHeading.get((text ?? boundary.text).trim().toLowerCase());
    if (slot === undefined || boundary.depth === 0 || sections.has(slot)) return;
    const next = boundaries.slice(index + 1).find((later) => later.depth <= boundary.depth);
    sections.set(slot, { slot, start: boundary.offset, end: next?.offset ?? html.length });
  });
  return [...sections.values()].sort((a, b) => a.end - b.end || b.start - a.start);
}
