/** Names that belong to the format and that this version does not run yet, by the key whose value they are. */
const NAMES: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    kind: ['queue', 'database', 'objectStore', 'monitor'],
  }),
);

export const NOT_AVAILABLE = 'It is part of the format but not available in this version';

/** True for a value of `key` that the format has and this version lacks. */
export function isValueNotAvailable(key: PropertyKey | undefined, value: unknown): boolean {
  return typeof key === 'string' && typeof value === 'string' && (NAMES.get(key)?.includes(value) ?? false);
}
