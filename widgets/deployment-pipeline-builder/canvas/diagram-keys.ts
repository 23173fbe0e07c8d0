import type { BuilderSession } from '../builder-session.svelte.ts';
import { placesOf, placeOf } from '../places.ts';

/** What the keys in the diagram do, for the sentence under it. */
export const diagramKeys =
  'In the diagram: Tab goes to each component and way, Enter selects, arrow keys move, Alt with ↑ or ↓ moves to another place, A adds after, C connects, Delete removes.';

/** The next place up or down from where the selected components are. */
function neighbour(session: BuilderSession, step: 1 | -1): string | undefined {
  const first = session.draft.components.find(({ id }) => id === session.selection.primary);
  if (!first) return undefined;
  const places = placesOf({ ...session.draft, components: session.ordered });
  return places[places.indexOf(placeOf(first)) + step];
}

/** Acts on a key that was pressed on a component of the diagram. True when it was one of ours; what has the focus is selected then, and not before. */
export function actOnKey(session: BuilderSession, event: KeyboardEvent, focused: string | null): boolean {
  const { selection } = session;
  const key = event.key.toLowerCase();
  const isPlain = !event.altKey && !event.ctrlKey && !event.metaKey;
  const isMove = event.altKey && (key === 'arrowup' || key === 'arrowdown');
  if (focused === null || !(isMove || (isPlain && (key === 'a' || key === 'c')))) return false;
  if (!selection.has(focused)) selection.only(focused);
  const place = isMove ? neighbour(session, key === 'arrowup' ? -1 : 1) : undefined;
  if (place !== undefined) session.edit({ type: 'setPlace', ids: selection.ids, place });
  if (!isMove) session.focusIn(key === 'a' ? 'add' : 'connect');
  return true;
}
