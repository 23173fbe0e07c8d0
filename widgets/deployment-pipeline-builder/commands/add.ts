import { findKind } from '../component-kinds.ts';
import { type Draft, type DraftComponent, findComponent } from '../draft.ts';
import { unchanged } from './change.ts';
import type { Edit } from './command.ts';
import { insertAfter } from './move-in-flow.ts';

/** `modelServer`, or `modelServer2` when that is taken, and so on. */
export function freeId(draft: Draft, kind: string): string {
  if (!findComponent(draft, kind)) return kind;
  let number = 2;
  while (findComponent(draft, `${kind}${number}`)) number++;
  return `${kind}${number}`;
}

export const add: Edit<'add'> = (scenario, { kind, after }) => {
  const info = findKind(kind);
  if (!info) return unchanged(scenario, `There is no kind of component called “${kind}”.`);
  const id = freeId(scenario, kind);
  const component = { ...info.example, id, kind } as DraftComponent;
  const alone = {
    scenario: { ...scenario, components: [...scenario.components, component] },
    message: `Added ${info.label} “${id}”. Nothing leads to it yet.`,
  };
  if (info.family === 'source') return { ...alone, message: `Added ${info.label} “${id}”. It leads nowhere yet.` };
  if (after === undefined) return alone;
  if (!findComponent(scenario, after)) return unchanged(scenario, `There is no component “${after}” to add after.`);
  return {
    scenario: insertAfter(scenario, component, after),
    message: `Added ${info.label} “${id}” after “${after}”.`,
  };
};
