import type { ComponentKindInfo } from '../../engines/simulator/components/component-kind.ts';

/** The kinds whose name, family or meaning has every word that was searched for, in their order; all of them for an empty search. */
export function searchKinds<Kind extends ComponentKindInfo>(kinds: readonly Kind[], query: string): Kind[] {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return kinds.filter(({ kind, label, family, meaning }) => {
    const text = `${kind} ${label} ${family} ${meaning}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
