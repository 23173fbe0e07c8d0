import type { Draft, DraftComponent } from './draft.ts';
import { routesOf } from './routes.ts';

/** The components as requests meet them: each after all that lead to it, otherwise in the order of the document. A cycle keeps the document's order. */
export function flowOrder(draft: Draft): DraftComponent[] {
  const byId = new Map(draft.components.map((component) => [component.id, component]));
  const waiting = new Map(draft.components.map((component) => [component.id, 0]));
  for (const component of draft.components) {
    for (const id of new Set(routesOf(component).map((route) => route.id))) {
      if (waiting.has(id)) waiting.set(id, waiting.get(id)! + 1);
    }
  }
  const ordered: DraftComponent[] = [];
  const done = new Set<string>();
  const visit = (component: DraftComponent) => {
    if (done.has(component.id)) return;
    done.add(component.id);
    ordered.push(component);
    for (const id of new Set(routesOf(component).map((route) => route.id))) {
      const next = byId.get(id);
      if (!next) continue;
      waiting.set(id, waiting.get(id)! - 1);
      if (waiting.get(id)! <= 0) visit(next);
    }
  };
  const sources = draft.components.filter(({ id }) => waiting.get(id) === 0);
  for (const component of sources) visit(component);
  return [...ordered, ...draft.components.filter((component) => !done.has(component.id))];
}
