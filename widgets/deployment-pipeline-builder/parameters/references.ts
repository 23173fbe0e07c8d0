import { parametersOf } from '../component-kinds.ts';
import type { DraftComponent } from '../draft.ts';
import { valueAt, withValueAt } from '../value-path.ts';

/** The component with every parameter that names another component changed by `rename`; where it leads (`to`) is left to the routes. */
export function withReferences(component: DraftComponent, rename: (id: string) => string): DraftComponent {
  const named = parametersOf(component.kind).filter(({ kind }) => kind === 'component');
  return named.reduce<DraftComponent>((changed, { path }) => {
    const id = valueAt(changed, path);
    return typeof id === 'string' && rename(id) !== id ? withValueAt(changed, path, rename(id)) : changed;
  }, component);
}
