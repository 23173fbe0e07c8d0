import { idSchema } from '../../engines/simulator/components/component-kind.ts';
import { placeInfo } from '../../engines/simulator/network/places.ts';
import type { DraftComponent, DraftPlace } from '../draft.ts';
import { formatPlace, placeOf } from '../places.ts';
import { withValueAt } from '../value-path.ts';
import { inKeyOrder } from '../parameters/key-order.ts';
import { unchanged } from './change.ts';
import type { Edit } from './command.ts';

export function isPlaceName(place: string): boolean {
  return idSchema.safeParse(place).success;
}

export function placeRefusal(place: string): string {
  return `“${place}” cannot be the name of a place: a letter first, then letters, digits, “-” and “_”, at most 64.`;
}

/** The component at that place; the place that the format means anyway is not written. */
export function atPlace(component: DraftComponent, place: string): DraftComponent {
  const { place: _, ...rest } = component;
  return inKeyOrder(place === formatPlace ? rest : { ...rest, place });
}

const inWords = (ids: readonly string[]) => ids.map((id) => `“${id}”`).join(', ');

export const setPlace: Edit<'setPlace'> = (scenario, { ids, place }) => {
  if (!isPlaceName(place)) return unchanged(scenario, placeRefusal(place));
  const moved = scenario.components.filter((component) => ids.includes(component.id) && placeOf(component) !== place);
  if (moved.length === 0) return unchanged(scenario, `${inWords(ids) || 'Nothing'} is at “${place}” already.`);
  const components = scenario.components.map((component) =>
    moved.includes(component) ? atPlace(component, place) : component,
  );
  return {
    scenario: { ...scenario, components },
    message: `Moved ${inWords(moved.map(({ id }) => id))} to the place “${place}”.`,
  };
};

const labels = new Map(placeInfo.map(({ path, label }) => [path, label]));

export const setPlaceParameter: Edit<'setPlaceParameter'> = (scenario, { place, path, value }) => {
  if (path === 'id' || path === '') return unchanged(scenario, 'The name of a place is changed at its components.');
  if (!isPlaceName(place)) return unchanged(scenario, placeRefusal(place));
  const places = scenario.places ?? [];
  const existing = places.find(({ id }) => id === place);
  const base: DraftPlace = existing ?? { id: place };
  const changed = withValueAt(base, path, value);
  const label = labels.get(path) ?? path;
  if (JSON.stringify(changed) === JSON.stringify(base))
    return unchanged(scenario, `${label} of “${place}” is as it was.`);
  const kept = existing ? places.map((entry) => (entry === existing ? changed : entry)) : [...places, changed];
  // A place of which nothing is said is not listed.
  const listed = kept.filter((entry) => entry !== changed || Object.keys(changed).length > 1);
  const message =
    value === undefined
      ? `${label} of the place “${place}” is no longer set.`
      : `Set ${label} of the place “${place}” to ${String(value)}.`;
  return { scenario: withValueAt(scenario, 'places', listed.length > 0 ? listed : undefined), message };
};
