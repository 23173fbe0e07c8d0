/** JSON with the keys of every object in order of their UTF-16 code units, as RFC 8785 orders them, and no white space: one text per value. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
    // Not an object literal: assigning the key `__proto__` to one would set its prototype.
    const ordered = Object.create(null) as Record<string, unknown>;
    for (const key of Object.keys(part).toSorted()) ordered[key] = (part as Record<string, unknown>)[key];
    return ordered;
  });
}
