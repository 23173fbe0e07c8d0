import type { Position } from './line-index.ts';
import type { Path } from './yaml-path.ts';

/** A name in a lesson that the rest of the course must fit, and where it stands. */
export interface Reference extends Position {
  readonly name: string;
  readonly path: Path;
}

/** What a lesson declares to the course, read leniently, so that faults elsewhere in its front matter hide none of the course's. */
export interface DeclaredReferences {
  /** The lesson's own id. */
  readonly id?: Reference | undefined;
  readonly prereqs: readonly Reference[];
  readonly next?: Reference | undefined;
  /** The types of its widgets. */
  readonly widgetTypes: readonly Reference[];
  /** The types of the widgets that its challenges are done at. */
  readonly challengeWidgets: readonly Reference[];
  /** The data files of its widgets. */
  readonly widgetData: readonly Reference[];
}

/** What a lesson declares that cannot be read. */
export const noReferences: DeclaredReferences = { prereqs: [], widgetTypes: [], challengeWidgets: [], widgetData: [] };

/** Reads the references of a lesson from its unchecked front matter. Their places are kept rather than the document, which takes much more room. */
export function declaredReferences(data: unknown, positionOf: (path: Path) => Position): DeclaredReferences {
  const reference = (value: unknown, path: Path): Reference[] => {
    const name = nameOf(value);
    return name === undefined ? [] : [{ name, path, ...positionOf(path) }];
  };
  const widgets = listOf(keyOf(data, 'widgets'));
  const challenges = listOf(keyOf(data, 'challenges'));
  return {
    id: reference(keyOf(data, 'id'), ['id'])[0],
    prereqs: listOf(keyOf(data, 'prereqs')).flatMap((value, index) => reference(value, ['prereqs', index])),
    next: reference(keyOf(data, 'next'), ['next'])[0],
    widgetTypes: [
      ...widgets.flatMap((widget, index) => reference(widget, ['widgets', index])),
      ...widgets.flatMap((widget, index) => reference(keyOf(widget, 'type'), ['widgets', index, 'type'])),
    ],
    challengeWidgets: challenges.flatMap((challenge, index) =>
      reference(keyOf(challenge, 'widget'), ['challenges', index, 'widget']),
    ),
    widgetData: widgets.flatMap((widget, index) => reference(keyOf(widget, 'data'), ['widgets', index, 'data'])),
  };
}

/** A chapter of the course file as far as it can be read. */
export interface DeclaredChapter {
  readonly id: string | undefined;
  readonly lessons: readonly string[];
}

/** Reads the chapters of an unchecked course file; an entry that is no name is an empty one, so that the others keep their places. */
export function declaredChapters(data: unknown): DeclaredChapter[] {
  return listOf(keyOf(data, 'chapters')).map((chapter) => ({
    id: nameOf(keyOf(chapter, 'id')),
    lessons: listOf(keyOf(chapter, 'lessons')).map((lesson) => nameOf(lesson) ?? ''),
  }));
}

/** The value of a key; undefined for what has no keys. */
function keyOf(data: unknown, key: string): unknown {
  return typeof data === 'object' && data !== null && !Array.isArray(data) && Object.hasOwn(data, key)
    ? (data as Record<string, unknown>)[key]
    : undefined;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function nameOf(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}
