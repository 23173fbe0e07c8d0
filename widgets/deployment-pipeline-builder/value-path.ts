type Loose = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at a path such as `rateLimit.burst`, or undefined. */
export function valueAt(input: unknown, path: string): unknown {
  let value = input;
  for (const key of path.split('.')) {
    if (!isObject(value)) return undefined;
    value = Object.hasOwn(value, key) ? value[key] : undefined;
  }
  return value;
}

/** A copy with the value at the path; `undefined` takes the key away, and an object that is empty after that as well. */
export function withValueAt<T extends Loose>(input: T, path: string, value: unknown): T {
  const [key = '', ...rest] = path.split('.');
  const inner = Object.hasOwn(input, key) ? input[key] : undefined;
  const next = rest.length === 0 ? value : withValueAt(isObject(inner) ? inner : {}, rest.join('.'), value);
  const isEmptied = rest.length > 0 && isObject(next) && Object.keys(next).length === 0;
  if (next !== undefined && !isEmptied) return { ...input, [key]: next };
  const { [key]: _, ...without } = input;
  return without as T;
}
