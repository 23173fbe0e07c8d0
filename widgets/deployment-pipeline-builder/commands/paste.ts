import { findKind } from '../component-kinds.ts';
import type { Draft, DraftComponent } from '../draft.ts';
import { joins, placeOf } from '../places.ts';
import { inKeyOrder } from '../parameters/key-order.ts';
import { withReferences } from '../parameters/references.ts';
import { leads, routesOf, withRoutes } from '../routes.ts';
import { unchanged } from './change.ts';
import type { CommandOf, Edit } from './command.ts';
import { freeIdAmong } from './free-id.ts';

/** New names, each free in the pipeline and among the copies. */
function newNames(scenario: Draft, components: readonly DraftComponent[]): ReadonlyMap<string, string> {
  const taken = new Set(scenario.components.map(({ id }) => id));
  return new Map(
    components.map(({ id }) => {
      const free = freeIdAmong(taken, id);
      taken.add(free);
      return [id, free];
    }),
  );
}

/** The copy with its new name, and its ways so far as they lead to other copies. */
function copyOf(component: DraftComponent, names: ReadonlyMap<string, string>): DraftComponent {
  const inner = routesOf(component).flatMap(({ id, weight }) => {
    const name = names.get(id);
    return name === undefined ? [] : [{ id: name, weight }];
  });
  const renamed = withReferences(component, (id) => names.get(id) ?? id);
  return inKeyOrder(withRoutes({ ...renamed, id: names.get(component.id)! }, inner));
}

/** The copies without the ways that no pipeline has: round in a circle, or into a source. Text from elsewhere may hold any. */
function withoutImpossibleWays(copies: readonly DraftComponent[]): readonly DraftComponent[] {
  const sources = new Set(copies.filter(({ kind }) => findKind(kind)?.family === 'source').map(({ id }) => id));
  /** The ways of the copies that are done; kept as one map, because hundreds are copied at once. */
  const ways = new Map<string, readonly string[]>();
  return copies.map((copy) => {
    const possible = routesOf(copy).filter(
      ({ id }) => !sources.has(id) && !leads((from) => ways.get(from) ?? [], id, copy.id),
    );
    ways.set(
      copy.id,
      possible.map(({ id }) => id),
    );
    return inKeyOrder(withRoutes(copy, possible));
  });
}

/** Ids that a sentence names; of more it says how many. */
const fewNames = 6;

function namesOf(components: readonly DraftComponent[]): string {
  const named = components.slice(0, fewNames).map(({ id }) => `“${id}”`);
  const more = components.length - named.length;
  return more === 0 ? named.join(', ') : `${named.join(', ')} and ${more} more`;
}

/** What the copies need of places and links, so far as the pipeline says nothing of it. */
function surroundings(scenario: Draft, { links = [], places = [] }: CommandOf<'paste'>): Partial<Draft> {
  const newLinks = links.filter(({ from, to }) => !(scenario.links ?? []).some((link) => joins(link, from, to)));
  const newPlaces = places.filter(({ id }) => !(scenario.places ?? []).some((place) => place.id === id));
  return {
    ...(newPlaces.length > 0 ? { places: [...(scenario.places ?? []), ...newPlaces] } : {}),
    ...(newLinks.length > 0 ? { links: [...(scenario.links ?? []), ...newLinks] } : {}),
  };
}

export const paste: Edit<'paste'> = (scenario, command) => {
  const { components, how } = command;
  if (components.length === 0) return unchanged(scenario, 'There is nothing to paste.');
  const names = newNames(scenario, components);
  const copies = withoutImpossibleWays(components.map((component) => copyOf(component, names)));
  const at = new Set(copies.map(placeOf));
  return {
    scenario: { ...scenario, ...surroundings(scenario, command), components: [...scenario.components, ...copies] },
    message: `${how === 'pasted' ? 'Pasted' : 'Duplicated as'} ${namesOf(copies)}, at ${[...at].join(' and ')}.`,
  };
};
