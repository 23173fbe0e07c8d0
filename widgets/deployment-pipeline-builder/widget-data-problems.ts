import type * as z from 'zod/mini';
import { nearest } from '../kit/nearest.ts';
import { describeFound, type Problem } from '../kit/problem.ts';

/** `presets[2].claim.metric` */
export function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index === 0 ? '' : '.'}${String(key)}`))
    .join('');
}

function foundAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input;
  for (const key of path)
    value = typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined;
  return value;
}

const typeWords: Readonly<Record<string, string>> = {
  string: 'text',
  array: 'a list',
  object: 'an object',
  number: 'a number',
};

/** One problem per key that does not belong: it may be a slip of a known one. */
function unknownKeys(issue: z.core.$ZodIssueUnrecognizedKeys, known: readonly string[]): Problem[] {
  return issue.keys.map((key) => {
    const meant = nearest(key, known);
    const fix = meant ? `Did you mean "${meant}"?` : 'Take it away.';
    return {
      path: pathText([...issue.path, key]),
      expected: `one of ${known.join(', ')}`,
      found: `the key "${key}"`,
      fix,
    };
  });
}

/** The faults that a schema found in what an author wrote, each with what to do. `keysAt` lists the keys that an object at a path may have. */
export function problemsOf(
  issues: readonly z.core.$ZodIssue[],
  input: unknown,
  keysAt: (path: readonly PropertyKey[]) => readonly string[],
): Problem[] {
  return issues.flatMap((issue): Problem[] => {
    const path = pathText(issue.path);
    const value = foundAt(input, issue.path);
    const found = describeFound(value);
    if (issue.code === 'unrecognized_keys') return unknownKeys(issue, keysAt(issue.path));
    if (issue.code === 'too_small')
      return [{ path, expected: 'text that is not empty', found, fix: 'Write something here.' }];
    const expected = issue.code === 'invalid_type' ? (typeWords[issue.expected] ?? issue.expected) : issue.message;
    const fix = value === undefined ? `Add "${String(issue.path.at(-1) ?? '')}".` : `Write ${expected} here.`;
    return [{ path, expected, found, fix }];
  });
}
