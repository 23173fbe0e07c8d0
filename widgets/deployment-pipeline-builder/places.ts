import type { Draft, DraftComponent, DraftLink } from './draft.ts';
import { routesOf } from './routes.ts';

/** Where a component runs that names no place. */
export const formatPlace = 'cloud';

/** Where a component runs; the format's own place when it names none. */
export function placeOf(component: DraftComponent): string {
  return component.place ?? formatPlace;
}

/** True for the link between these two places, in either direction. */
export function joins(link: DraftLink, a: string, b: string): boolean {
  return (link.from === a && link.to === b) || (link.from === b && link.to === a);
}

/** Two places that requests cross between or that are linked; `link` is undefined where one is missing. */
export interface PlacePair {
  readonly from: string;
  readonly to: string;
  readonly link: DraftLink | undefined;
}

/** Every pair of places of a draft: first the links that there are, then the crossings that have none. */
export function placePairs(draft: Draft): PlacePair[] {
  const pairs: PlacePair[] = (draft.links ?? []).map((link) => ({ from: link.from, to: link.to, link }));
  const byId = new Map(draft.components.map((component) => [component.id, component]));
  for (const component of draft.components) {
    for (const route of routesOf(component)) {
      const target = byId.get(route.id);
      const [from, to] = [placeOf(component), target ? placeOf(target) : placeOf(component)];
      if (from !== to && !pairs.some((pair) => joins({ from: pair.from, to: pair.to }, from, to)))
        pairs.push({ from, to, link: undefined });
    }
  }
  return pairs;
}

/** Every place of a draft: where components run, then the ends of links, then what is known and not used. */
export function placesOf(draft: Draft): string[] {
  const linked = (draft.links ?? []).flatMap(({ from, to }) => [from, to]);
  const known = (draft.places ?? []).map(({ id }) => id);
  return [...new Set([...draft.components.map(placeOf), ...linked, ...known])];
}
