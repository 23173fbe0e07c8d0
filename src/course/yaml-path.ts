import { type Document, isMap, isScalar, isSeq, type Node, type Pair } from 'yaml';

/** The keys and indexes that lead to a value. */
export type Path = readonly PropertyKey[];

/** A value's place in a YAML document. */
export interface Located {
  /** Offset of the value; of its key where there is no value. */
  readonly offset: number;
  /** Offset of the key, or of the value for an entry of a list. */
  readonly keyOffset: number;
  readonly node: Node | null;
}

/** `quiz[0].options[1]`; keys that are not plain words are quoted. */
export function formatPath(path: Path): string {
  return path.reduce<string>((text, segment) => {
    if (typeof segment === 'number') return `${text}[${segment}]`;
    const key = String(segment);
    if (!/^[\w-]+$/.test(key)) return `${text}[${JSON.stringify(key)}]`;
    return text === '' ? key : `${text}.${key}`;
  }, '');
}

/** `quiz[].options[]`: the path without its indexes, to look a rule up by. */
export function patternOf(path: Path): string {
  return formatPath(path).replace(/\[\d+\]/g, '[]');
}

/** The key of a pair as text. */
export function keyText(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.value) : '';
}

/** The value at `path`, or the nearest thing above it that exists. */
export function locate(document: Document, path: Path): Located {
  let node = document.contents as Node | null;
  let found: Located = { offset: startOf(node) ?? 0, keyOffset: startOf(node) ?? 0, node };
  for (const segment of path) {
    let keyOffset: number | undefined;
    if (isMap(node)) {
      const pair = node.items.find((item) => keyText(item) === String(segment));
      if (pair === undefined) return found;
      keyOffset = startOf(pair.key as Node);
      node = pair.value as Node | null;
    } else if (isSeq(node) && typeof segment === 'number') {
      node = (node.items[segment] ?? null) as Node | null;
    } else return found;
    const offset = isPresent(node) ? startOf(node) : undefined;
    const fallback = keyOffset ?? startOf(node) ?? found.offset;
    found = { offset: offset ?? fallback, keyOffset: fallback, node };
  }
  return found;
}

/** The path of the innermost value that begins before `offset` (or, in a list, at it). */
export function pathAt(document: Document, offset: number): Path {
  const path: PropertyKey[] = [];
  let node = document.contents as Node | null;
  while (isMap(node) || isSeq(node)) {
    if (isMap(node)) {
      const pair = node.items[countUntil(node.items, (item) => (startOf(item.key as Node) ?? 0) < offset) - 1];
      if (pair === undefined) break;
      path.push(keyText(pair));
      node = pair.value as Node | null;
    } else {
      const index = countUntil(node.items, (item) => (startOf(item as Node) ?? 0) <= offset) - 1;
      if (index < 0) break;
      path.push(index);
      node = node.items[index] as Node | null;
    }
  }
  return path;
}

/** How many of `items`, which are in the order of the text, fulfil a condition that holds from the first up to some item. */
function countUntil<Item>(items: readonly Item[], isBefore: (item: Item) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(items[middle]!)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function startOf(node: Node | null | undefined): number | undefined {
  return node?.range?.[0];
}

/** Whether a value was written: `key:` alone has an empty scalar after the colon, wherever the parser put it. */
function isPresent(node: Node | null): boolean {
  return node !== null && !(isScalar(node) && node.source === '' && node.type === 'PLAIN');
}
