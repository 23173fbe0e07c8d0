import type { Draft } from './draft.ts';

/** The kind of a place in words; a cloud zone where the pipeline says nothing of it, as the format has it. */
export function placeKind(draft: Draft, place: string): string {
  const kind = draft.places?.find(({ id }) => id === place)?.kind;
  return kind === 'edgeSite' ? 'edge site' : kind === 'device' ? 'device' : 'cloud zone';
}
