import { findKind } from '../../component-kinds.ts';
import { type Draft, type DraftComponent, findComponent } from '../../draft.ts';
import { routesOf, sourcesOf, withRoutes } from '../../routes.ts';
import type { IncidentTarget } from './incident.ts';

export function isSourceKind({ kind }: DraftComponent): boolean {
  return findKind(kind)?.family === 'source';
}

/** The components of some kinds that something leads to, as targets. */
export function reachedOfKinds(draft: Draft, kinds: readonly string[]): readonly IncidentTarget[] {
  return draft.components
    .filter(({ id, kind }) => kinds.includes(kind) && sourcesOf(draft, id).length > 0)
    .map(({ id }) => ({ value: id, label: id }));
}

export function withComponent(draft: Draft, id: string, change: (component: DraftComponent) => DraftComponent): Draft {
  return { ...draft, components: draft.components.map((one) => (one.id === id ? change(one) : one)) };
}

export function withFault(draft: Draft, fault: Readonly<Record<string, unknown>>): Draft {
  return { ...draft, faults: [...((draft.faults as readonly unknown[] | undefined) ?? []), fault] };
}

/** What a load balancer leads to is reached through it alone: what is to stand before such a component stands before the balancer. */
export function doorOf(draft: Draft, id: string): string {
  const [before, ...others] = sourcesOf(draft, id);
  const isBalanced =
    before !== undefined && others.length === 0 && findComponent(draft, before)?.kind === 'loadBalancer';
  return isBalanced ? doorOf(draft, before) : id;
}

/** Whatever led to `id` leads to the new component instead; that one leads where it says. */
export function insertBefore(draft: Draft, id: string, component: DraftComponent): Draft {
  const redirected = draft.components.map((one) => {
    const routes = routesOf(one);
    if (!routes.some((route) => route.id === id)) return one;
    return withRoutes(
      one,
      routes.map((route) => (route.id === id ? { ...route, id: component.id } : route)),
    );
  });
  return { ...draft, components: [...redirected, component] };
}
