import type { BuilderSession } from '../builder-session.svelte.ts';
import type { Position } from './layout.ts';

/** A kind was dropped at a point of the window: onto a component to come after it, elsewhere in the diagram at `place`. False when it was not in the diagram. */
export function dropKind(
  session: BuilderSession,
  kind: string,
  at: Position,
  surface: HTMLElement | undefined,
  place: string | undefined,
): boolean {
  const under = document.elementFromPoint(at.x, at.y);
  if (!under || !surface?.contains(under)) return false;
  const after = under.closest('.svelte-flow__node-component')?.getAttribute('data-id');
  session.edit({ type: 'add', kind, ...(after ? { after } : {}), ...(place ? { place } : {}) });
  return true;
}
