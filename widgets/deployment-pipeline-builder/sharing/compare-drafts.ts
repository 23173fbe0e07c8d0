import type { Draft, DraftComponent } from '../draft.ts';

/** What opening another scenario would change of the one that is here. */
export interface DraftChanges {
  /** Ids, in the order of their documents. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** Components of both, with the parameters that differ. */
  readonly changed: readonly { readonly id: string; readonly keys: readonly string[] }[];
  /** Keys of the scenario beside its components that differ, for example `run`. */
  readonly settings: readonly string[];
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** Keys whose values differ. */
function differingKeys(a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((key) => !isSame(a[key], b[key]));
}

export function compareDrafts(mine: Draft, other: Draft): DraftChanges {
  const here = new Map(mine.components.map((component) => [component.id, component]));
  const there = new Map(other.components.map((component) => [component.id, component]));
  const changed = other.components.flatMap((component: DraftComponent) => {
    const own = here.get(component.id);
    const keys = own ? differingKeys(own, component) : [];
    return keys.length > 0 ? [{ id: component.id, keys }] : [];
  });
  return {
    added: [...there.keys()].filter((id) => !here.has(id)),
    removed: [...here.keys()].filter((id) => !there.has(id)),
    changed,
    settings: differingKeys(mine, other).filter((key) => key !== 'components'),
  };
}

const names = (ids: readonly string[]) => {
  const shown = ids
    .slice(0, 6)
    .map((id) => `“${id}”`)
    .join(', ');
  return ids.length > 6 ? `${shown} and ${ids.length - 6} more` : shown;
};

/** The changes as sentences; a single one when there are none. */
export function describeChanges({ added, removed, changed, settings }: DraftChanges): string[] {
  const sentences: string[] = [];
  if (added.length > 0) sentences.push(`It has ${names(added)}, which your pipeline has not.`);
  if (removed.length > 0) sentences.push(`It is without ${names(removed)}.`);
  for (const { id, keys } of changed.slice(0, 6)) sentences.push(`“${id}” differs in ${keys.slice(0, 6).join(', ')}.`);
  if (changed.length > 6) sentences.push(`${changed.length - 6} more components differ.`);
  if (settings.length > 0) sentences.push(`Of the scenario itself it changes ${settings.join(', ')}.`);
  return sentences.length > 0 ? sentences : ['It is the same as the pipeline that is here.'];
}
