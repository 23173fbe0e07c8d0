import type { Draft, DraftComponent, DraftRoute } from './draft.ts';

/** Where a component's requests go, always as a list; a single id has weight 1. */
export function routesOf(component: DraftComponent): readonly DraftRoute[] {
  const { to } = component;
  if (to === undefined) return [];
  if (typeof to === 'string') return [{ id: to, weight: 1 }];
  return to.map((route) => ({ id: route.id, weight: route.weight ?? 1 }));
}

/** Ids of the components that lead to `id`, in the order of the document. */
export function sourcesOf(draft: Draft, id: string): string[] {
  return draft.components.filter((from) => routesOf(from).some((route) => route.id === id)).map((from) => from.id);
}

/** The share of a component's requests that takes each route: the weights scaled to sum to 1. */
export function routeShares(routes: readonly DraftRoute[]): number[] {
  const total = routes.reduce((sum, route) => sum + route.weight, 0);
  return routes.map((route) => (total > 0 ? route.weight / total : 1 / routes.length));
}

/** Four decimals: what a person would write, and small enough to change no result that they could see. */
function roundWeight(weight: number): number {
  return Math.max(0.0001, Math.round(weight * 10_000) / 10_000);
}

/** The component with these routes, written in the shortest form of the format: no `to`, one id, or a weighted list. */
export function withRoutes(component: DraftComponent, routes: readonly DraftRoute[]): DraftComponent {
  const { to: _, ...rest } = component;
  const [only] = routes;
  if (!only) return rest;
  if (routes.length === 1) return { ...rest, to: only.id };
  return { ...rest, to: routes };
}

/** Adds a route with an equal share; the routes that were there keep their proportions. */
export function addRoute(routes: readonly DraftRoute[], id: string): DraftRoute[] {
  if (routes.length === 0) return [{ id, weight: 1 }];
  const share = 1 / (routes.length + 1);
  const shares = routeShares(routes);
  const kept = routes.map((route, index) => ({ id: route.id, weight: roundWeight(shares[index]! * (1 - share)) }));
  return [...kept, { id, weight: roundWeight(1 - kept.reduce((sum, route) => sum + route.weight, 0)) }];
}

/** Takes a route away; the others keep their proportions and share what it had. */
export function dropRoute(routes: readonly DraftRoute[], id: string): DraftRoute[] {
  const kept = routes.filter((route) => route.id !== id);
  const shares = routeShares(kept);
  return kept.map((route, index) => ({ id: route.id, weight: roundWeight(shares[index]!) }));
}

/** Sends what went to `id` on to `onward` in its proportions instead; routes to one component become one. */
export function expandRoute(routes: readonly DraftRoute[], id: string, onward: readonly DraftRoute[]): DraftRoute[] {
  if (onward.length === 0) return dropRoute(routes, id);
  const shares = routeShares(onward);
  const merged = new Map<string, number>();
  const add = (to: string, weight: number) => merged.set(to, roundWeight((merged.get(to) ?? 0) + weight));
  for (const route of routes) {
    if (route.id === id) onward.forEach((next, index) => void add(next.id, route.weight * shares[index]!));
    else add(route.id, route.weight);
  }
  return [...merged].map(([to, weight]) => ({ id: to, weight }));
}

/** Everything from which requests can arrive at `target`, through any number of components, and `target` itself. */
export function thatLeadTo(draft: Pick<Draft, 'components'>, target: string): ReadonlySet<string> {
  const sources = new Map<string, string[]>();
  for (const component of draft.components) {
    for (const { id } of routesOf(component)) {
      const before = sources.get(id);
      if (before) before.push(component.id);
      else sources.set(id, [component.id]);
    }
  }
  const found = new Set<string>();
  const waiting = [target];
  while (waiting.length > 0) {
    const id = waiting.pop()!;
    if (found.has(id)) continue;
    found.add(id);
    waiting.push(...(sources.get(id) ?? []));
  }
  return found;
}

/** True when one can go from here to there, `next` naming where each id leads to. */
export function leads(next: (id: string) => readonly string[], from: string, target: string): boolean {
  const waiting = [from];
  const seen = new Set<string>();
  while (waiting.length > 0) {
    const id = waiting.pop()!;
    if (id === target) return true;
    if (seen.has(id)) continue;
    seen.add(id);
    waiting.push(...next(id));
  }
  return false;
}

/** True when requests that leave `from` can arrive at `target`, through any number of components. */
export function leadsTo(draft: Pick<Draft, 'components'>, from: string, target: string): boolean {
  const byId = new Map(draft.components.map((component) => [component.id, component]));
  return leads((id) => (byId.has(id) ? routesOf(byId.get(id)!).map((route) => route.id) : []), from, target);
}
