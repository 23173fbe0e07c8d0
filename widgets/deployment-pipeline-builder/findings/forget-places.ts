import type { Command } from '../commands/command.ts';
import type { Draft } from '../draft.ts';
import { placeOf } from '../places.ts';

/** Commands that take a place off the list: it is listed as long as something is said of it. */
export function forgetPlace(draft: Draft, place: string): Command[] {
  const entry = draft.places?.find(({ id }) => id === place) ?? {};
  return Object.keys(entry)
    .filter((path) => path !== 'id')
    .map((path): Command => ({ type: 'setPlaceParameter', place, path, value: undefined }));
}

/** Commands for all places at which no component stands any more: the format refuses a place that nobody uses, for it may be a slip. */
export function forgetEmptyPlaces(draft: Draft): Command[] {
  const used = new Set(draft.components.map(placeOf));
  return (draft.places ?? []).flatMap(({ id }) => (used.has(id) ? [] : forgetPlace(draft, id)));
}
