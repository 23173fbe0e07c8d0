import { type Document, isMap, isScalar, isSeq, type Node, type Pair, type Scalar, type YAMLMap } from 'yaml';
import { nearest } from '../../widgets/kit/nearest.ts';
import { atPattern, type FileForms } from './form.ts';
import type { Severity } from './finding.ts';
import { keyText, type Path, patternOf } from './yaml-path.ts';

/** Something about a value that its data does not show: how it was written, or that its key is not known. */
export interface Remark {
  readonly severity: Severity;
  readonly offset: number;
  readonly path: Path;
  readonly expected: string;
  readonly found: string;
  readonly fix: string;
}

/** Looks at every key and value of a document that is not nested deeply: repeated, merged and unknown keys, and text that YAML reads as something else. */
export function scanDocument(document: Document, { forms, keys }: FileForms): Remark[] {
  const remarks: Remark[] = [];
  const visit = (node: Node | null, path: Path) => {
    const pattern = patternOf(path);
    if (isMap(node)) {
      remarks.push(
        ...repeatedKeys(node, path),
        ...unknownKeys(node, path, atPattern(keys, pattern) ?? cardKeysOf(node, pattern)),
      );
      for (const pair of node.items) visit(pair.value as Node | null, [...path, keyText(pair)]);
    } else if (isSeq(node)) {
      for (const [index, item] of node.items.entries()) visit(item as Node | null, [...path, index]);
    } else if (isScalar(node) && node.type === 'PLAIN') {
      remarks.push(
        ...plainText(node, path, atPattern(forms, pattern)?.isText === true || pattern.startsWith('flashcards[]')),
      );
    } else if (isScalar(node) && pattern === 'flashcards[]') {
      remarks.push(...secondColon(node, path));
    }
  };
  visit(document.contents as Node | null, []);
  return remarks;
}

/** A card may have any key (its term), unless it names its sides. */
function cardKeysOf(node: YAMLMap, pattern: string): readonly string[] | undefined {
  return pattern === 'flashcards[]' && (node.has('front') || node.has('back')) ? ['front', 'back', 'id'] : undefined;
}

function offsetOf(pair: Pair): number {
  return (pair.key as Node | null)?.range?.[0] ?? 0;
}

function repeatedKeys(map: YAMLMap, path: Path): Remark[] {
  const seen = new Set<string>();
  return map.items.flatMap((pair): Remark[] => {
    const key = keyText(pair);
    const place = { severity: 'error', offset: offsetOf(pair), path: [...path, key] } as const;
    if (key === '<<')
      return [
        {
          ...place,
          expected: 'keys written out',
          found: 'a merge key (<<)',
          fix: 'Write the merged keys out where they are needed.',
        },
      ];
    // The parser takes the second colon of `tags: [a]: b` for a key without a name, which Astro's parser refuses.
    if (key === '' && isScalar(pair.key) && pair.key.type === 'PLAIN') {
      return [
        {
          ...place,
          path,
          expected: 'a key before the colon',
          found: 'a colon alone',
          fix: 'Remove the colon and what follows it, or write its key.',
        },
      ];
    }
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [
      {
        ...place,
        expected: 'each key once',
        found: `the key ${JSON.stringify(key)} a second time`,
        fix: 'Remove one of them, or join their values.',
      },
    ];
  });
}

function unknownKeys(map: YAMLMap, path: Path, known: readonly string[] | undefined): Remark[] {
  if (known === undefined) return [];
  return map.items.flatMap((pair): Remark[] => {
    const key = keyText(pair);
    if (known.includes(key) || key === '<<' || key === '') return [];
    const near = key.length > 2 ? nearest(key, known) : undefined;
    const fix =
      near === undefined
        ? `It is left out. Known here: ${known.join(', ')}.`
        : `It is left out. Did you mean \`${near}\`?`;
    return [
      {
        severity: 'warning',
        offset: offsetOf(pair),
        path: [...path, key],
        expected: 'a known key',
        found: `the unknown key ${JSON.stringify(key.slice(0, 60))}`,
        fix,
      },
    ];
  });
}

/** `1.10` is the number 1.1, and what follows ` #` is a comment: neither is what an author of text meant. */
function plainText(node: Scalar, path: Path, isText: boolean): Remark[] {
  const offset = node.range?.[0] ?? 0;
  if (isText && node.comment !== undefined && node.comment !== null && /^\S/.test(node.comment)) {
    const found = `a comment ("#${node.comment.split('\n', 1)[0]!.slice(0, 40)}"), which is left out`;
    return [
      {
        severity: 'warning',
        offset,
        path,
        expected: 'the whole text',
        found,
        fix: 'If it belongs to the text, put the text in quotes; if it is a comment, write a space after "#".',
      },
    ];
  }
  const isTextOrOption = isText || patternOf(path) === 'quiz[].options[]';
  if (!isTextOrOption || typeof node.value !== 'number' || String(node.value) === node.source) return [];
  return [
    {
      severity: 'warning',
      offset,
      path,
      expected: 'text',
      found: `the number ${node.source}, which is shown as ${node.value}`,
      fix: 'Put it in quotes to have it shown as it is written.',
    },
  ];
}

/** `"Term: definition: more"` is split at the first colon, which need not be the one that was meant. */
function secondColon(node: Scalar, path: Path): Remark[] {
  const [term, definition] = /^(.*?):\s+(.*)$/s.exec(String(node.value))?.slice(1) ?? [];
  if (definition === undefined || !/:\s/.test(definition)) return [];
  const found = `a second colon in the definition; the term is taken to be ${JSON.stringify(term!.slice(0, 40))}`;
  return [
    {
      severity: 'warning',
      offset: node.range?.[0] ?? 0,
      path,
      expected: 'one colon followed by a space',
      found,
      fix: 'Write the card as `{ front: "…", back: "…" }`, or as `- Term: "definition"`.',
    },
  ];
}
