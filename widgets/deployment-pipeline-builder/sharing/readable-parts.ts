import { findKind } from '../component-kinds.ts';

/** A piece of a scenario in words: what it is of, and each value with its path. */
export interface ReadablePart {
  readonly heading: string;
  readonly rows: readonly (readonly [path: string, value: string])[];
}

/** Values that are shown; what is more stands in the text. */
const mostRows = 600;
/** Objects within objects that are followed; the format has four. */
const mostDepth = 8;

type Row = readonly [string, string];

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isNested = (value: unknown) => typeof value === 'object' && value !== null;

function inWords(value: unknown): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : value.map(String).join(', ');
  return isObject(value) ? 'nothing in it' : String(value);
}

/** Every value with its path: `serviceTime.mean`, `to[0].weight`; a list of plain values is one. */
function flatten(value: unknown, path: string, depth = 0): Row[] {
  const isList = Array.isArray(value);
  const isLeaf = isList ? !value.some(isNested) : !isObject(value) || Object.keys(value).length === 0;
  if (isLeaf) return [[path, inWords(value)]];
  if (depth === mostDepth) return [[path, 'more, which the text has']];
  if (isList) return value.flatMap((inner, index) => flatten(inner, `${path}[${index}]`, depth + 1));
  return Object.entries(value as object).flatMap(([key, inner]) =>
    flatten(inner, path === '' ? key : `${path}.${key}`, depth + 1),
  );
}

function componentPart(component: unknown, index: number): ReadablePart {
  if (!isObject(component)) return { heading: `Component ${index + 1}`, rows: flatten(component, 'value') };
  const { id, kind, ...rest } = component;
  const name = typeof id === 'string' ? id : `Component ${index + 1}`;
  const of = typeof kind === 'string' ? `, ${findKind(kind)?.label ?? kind}` : '';
  return { heading: `${name}${of}`, rows: Object.keys(rest).length === 0 ? [] : flatten(rest, '') };
}

/**
 * All that can be read of a document, whatever its version: what is said of the whole first, then each component, then every other key. Nothing in it needs
 * to be known. `leftOut` counts the values beyond what a page can show.
 */
export function readableParts(content: unknown): { readonly parts: readonly ReadablePart[]; readonly leftOut: number } {
  if (!isObject(content)) return { parts: [], leftOut: 0 };
  const entries = Object.entries(content);
  const whole = entries.filter(([, value]) => !isNested(value));
  const { components } = content;
  const nested = entries.filter(([key, value]) => isNested(value) && !(key === 'components' && Array.isArray(value)));
  const all: ReadablePart[] = [
    { heading: 'The whole', rows: whole.map(([key, value]) => [key, inWords(value)] as const) },
    ...(Array.isArray(components) ? components.map(componentPart) : []),
    ...nested.map(([key, value]) => ({
      heading: key,
      rows: flatten(value, '').map(([path, text]): Row => [path || key, text]),
    })),
  ];
  let room = mostRows;
  const parts = all.flatMap((part) => {
    const rows = part.rows.slice(0, room);
    room -= rows.length;
    return rows.length > 0 || (part.rows.length === 0 && part.heading !== 'The whole') ? [{ ...part, rows }] : [];
  });
  return { parts, leftOut: Math.max(0, all.reduce((sum, { rows }) => sum + rows.length, 0) - mostRows) };
}
