import { type Draft, type DraftComponent, findComponent } from '../draft.ts';
import { expandRoute, routesOf, withRoutes } from '../routes.ts';

/** Takes `id` out of the flow: what led to it now leads where it led, in its proportions. Its own routes stay with it. */
export function bypass(draft: Draft, id: string): Draft {
  const target = findComponent(draft, id);
  const onward = target ? routesOf(target).filter((route) => route.id !== id) : [];
  const components = draft.components.map((component) => {
    const routes = routesOf(component);
    if (component.id === id || !routes.some((route) => route.id === id)) return component;
    const others = onward.filter((route) => route.id !== component.id);
    return withRoutes(component, expandRoute(routes, id, others));
  });
  return { ...draft, components };
}

/** Puts `component` behind `after`: it takes over all of that component's routes and becomes its only destination. It stands next to it in the list. */
export function insertAfter(draft: Draft, component: DraftComponent, after: string): Draft {
  const components = draft.components.flatMap((existing) => {
    if (existing.id !== after) return [existing];
    const inherited = routesOf(existing).filter((route) => route.id !== component.id);
    return [withRoutes(existing, [{ id: component.id, weight: 1 }]), withRoutes(component, inherited)];
  });
  return { ...draft, components };
}
