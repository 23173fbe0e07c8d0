import type { Draft, DraftComponent } from '../../draft.ts';
import { placeOf } from '../../places.ts';

/** The failure domain of a component: that of its place, which stands for itself where the scenario says nothing of it. */
export function zoneOf(draft: Draft, component: DraftComponent): string {
  const place = placeOf(component);
  const known = (draft.places as readonly { id?: unknown; zone?: unknown }[] | undefined)?.find(
    ({ id }) => id === place,
  );
  return typeof known?.zone === 'string' ? known.zone : place;
}
