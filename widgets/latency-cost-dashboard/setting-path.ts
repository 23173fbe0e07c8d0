/**
 * Where a control's value goes. The first segment names alternatives (an id, or a pattern that ends in `*`), or is `curves`; the others lead to a
 * number inside the scenario or the list of derived curves. A list's entry is named by its `id` or its index.
 */
export interface SettingPath {
  readonly target: string;
  readonly keys: readonly string[];
}

export function readSettingPath(path: string): SettingPath {
  const [target = '', ...keys] = path.split('/');
  return { target, keys };
}

/** Whether a pattern names an alternative: `realtime-cloud`, `realtime-*` or `*`. */
export function namesAlternative(pattern: string, id: string): boolean {
  return pattern.endsWith('*') ? id.startsWith(pattern.slice(0, -1)) : pattern === id;
}

type Holder = Record<string, unknown>;

function entry(holder: unknown, key: string): unknown {
  if (Array.isArray(holder))
    return (
      holder.find((one: unknown) => (one as { readonly id?: unknown } | null)?.id === key) ??
      (/^\d+$/.test(key) ? holder[Number(key)] : undefined)
    );
  return typeof holder === 'object' && holder !== null && Object.hasOwn(holder, key)
    ? (holder as Holder)[key]
    : undefined;
}

/** What the keys lead to; undefined when they lead nowhere. */
export function valueAt(root: unknown, keys: readonly string[]): unknown {
  return keys.reduce(entry, root);
}

/** The number at the end of the keys; undefined when they lead nowhere or to something else. */
export function numberAt(root: unknown, keys: readonly string[]): number | undefined {
  const found = valueAt(root, keys);
  return typeof found === 'number' ? found : undefined;
}

/** Writes a number over the one at the end of the keys, in place. Does nothing where there is none. */
export function setNumber(root: unknown, keys: readonly string[], value: number): void {
  if (numberAt(root, keys) === undefined) return;
  const holder = keys.slice(0, -1).reduce(entry, root) as Holder;
  holder[keys.at(-1)!] = value;
}
