import type * as z from 'zod/mini';
import { nearest } from '../kit/nearest.ts';
import { describeFound, type Problem } from '../kit/problem.ts';

/** `controls[2].paths[0]` */
function pathText(path: readonly PropertyKey[]): string {
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

function expectedBy(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return typeWords[issue.expected] ?? issue.expected;
  if (issue.code === 'invalid_value') return `one of ${issue.values.map((value) => JSON.stringify(value)).join(', ')}`;
  if (issue.code === 'too_small') {
    if (issue.origin === 'string') return 'text that is not empty';
    if (issue.origin === 'array') return `at least ${issue.minimum} of them`;
    return `${issue.inclusive === false ? 'a number above' : 'at least'} ${issue.minimum}`;
  }
  if (issue.code === 'too_big')
    return issue.origin === 'array' ? `at most ${issue.maximum} of them` : `at most ${issue.maximum}`;
  return issue.message;
}

/** The faults that the schema found, each with what to do. `keysBySection` lists the keys that an object of a section may have. */
export function schemaProblems(
  issues: readonly z.core.$ZodIssue[],
  input: unknown,
  keysBySection: Readonly<Record<string, readonly string[]>>,
): Problem[] {
  return issues.flatMap((issue): Problem[] => {
    if (issue.code === 'unrecognized_keys') {
      const known = keysBySection[String(issue.path[0] ?? '')] ?? [];
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
    const value = foundAt(input, issue.path);
    const expected = expectedBy(issue);
    const name = issue.path.at(-1);
    const fix = value === undefined && name !== undefined ? `Add "${String(name)}".` : `Write ${expected} here.`;
    return [{ path: pathText(issue.path), expected, found: describeFound(value), fix }];
  });
}
