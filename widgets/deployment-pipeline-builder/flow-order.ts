import type { Draft, DraftComponent } from './draft.ts';
import { routesOf, sourcesOf } from './routes.ts';

/** The components as requests meet them: each after all that lead to it, otherwise in the order of the document. A cycle keeps the document's order. */
export function flowOrder(draft: Draft): DraftComponent[] {
  const waiting = new Map(draft.components.map((component) => [component.id, sourcesOf(draft, component.id).length]));
  const ordered: DraftComponent[] = [];
  const done = new Set<string>();
  const visit = (component: DraftComponent) => {
    if (done.has(component.id)) return;
    done.add(component.id);
    ordered.push(component);
    for (const route of routesOf(component)) {
      const left = (waiting.get(route.id) ?? 0) - 1;
      waiting.set(route.id, left);
      const next = draft.components.find((candidate) => candidate.id === route.id);
      if (next && left <= 0) visit(next);
    }
  };
  for (const component of draft.components) if (waiting.get(component.id) === 0) visit(component);
  return [...ordered, ...draft.components.filter((component) => !done.has(component.id))];
}
