import { routesOf } from '../../engines/simulator/compile.ts';
import { spillTarget } from '../../engines/simulator/estimate/offered-load.ts';
import type { Component } from '../../engines/simulator/scenario.ts';

/** Ids of all components that may get requests from this one: its routes, where it spills over, whom it copies to, who answers in its place. */
export function waysOut(component: Component): string[] {
  const copies = component.kind === 'shadow' ? component.mirror?.to : undefined;
  const fallback = component.kind === 'proxy' ? component.fallback?.to : undefined;
  const others = [spillTarget(component), copies, fallback].filter((id) => id !== undefined);
  return [...routesOf(component.to).map(({ id }) => id), ...others];
}

/** All components that requests from these may come to, themselves included. */
export function reachedFrom(ids: readonly string[], byId: ReadonlyMap<string, Component>): ReadonlySet<string> {
  const reached = new Set<string>();
  const waiting = [...ids];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const component = byId.get(id);
    if (!component || reached.has(id)) continue;
    reached.add(id);
    waiting.push(...waysOut(component));
  }
  return reached;
}
