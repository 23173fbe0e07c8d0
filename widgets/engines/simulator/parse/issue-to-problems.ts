import type * as z from 'zod/mini';
import { nearest } from '../../../kit/nearest.ts';
import { describeFound, type Problem } from '../../../kit/problem.ts';
import { isKeyNotAvailable, isValueNotAvailable, NOT_AVAILABLE } from './not-available.ts';
import { formatPath, valueAt } from './path.ts';
import { knownKeysAt } from './schema-keys.ts';

type Issue = z.core.$ZodIssue;

/** What a person calls the type that a schema wants. */
const TYPES: Readonly<Record<string, string>> = {
  number: 'a number',
  int: 'a whole number',
  string: 'text',
  object: 'an object in { }',
  array: 'a list in [ ]',
  boolean: 'true or false',
};

/** Says in a person's words what the schema objected to: one problem, or one per unknown key. */
export function issueToProblems(issue: Issue, schema: z.ZodMiniType, input: unknown): Problem[] {
  if (issue.code === 'unrecognized_keys') return unknownKeys(issue, schema, input);
  if (issue.code === 'invalid_union' && issue.errors.length > 0) return wrongAlternative(issue, schema, input);
  const value = valueAt(input, issue.path);
  const { expected, fix } = explain(issue, value);
  return [{ path: formatPath(issue.path), expected, found: describeFound(value), fix }];
}

function unknownKeys(issue: z.core.$ZodIssueUnrecognizedKeys, schema: z.ZodMiniType, input: unknown): Problem[] {
  const known = knownKeysAt(schema, issue.path, input);
  return issue.keys.map((key) => {
    const near = nearest(key, known);
    const fix = near === undefined ? `Remove "${key}".` : `Did you mean "${near}"?`;
    return {
      path: formatPath([...issue.path, key]),
      expected: `one of the keys ${known.join(', ')}`,
      found: `the unknown key ${describeFound(key)}`,
      fix: isKeyNotAvailable(key) ? `${NOT_AVAILABLE}: remove "${key}".` : fix,
    };
  });
}

/** None of the alternatives fits: speak of the one that has the value's own type. */
function wrongAlternative(issue: z.core.$ZodIssueInvalidUnion, schema: z.ZodMiniType, input: unknown): Problem[] {
  const value = valueAt(input, issue.path);
  const closest = issue.errors.find(
    (errors) => !errors.some((error) => error.code === 'invalid_type' && error.path.length === 0),
  );
  if (closest)
    return closest.flatMap((error) =>
      issueToProblems({ ...error, path: [...issue.path, ...error.path] } as Issue, schema, input),
    );
  return [
    {
      path: formatPath(issue.path),
      expected: 'an id, or a list of { "id", "weight" }',
      found: describeFound(value),
      fix: 'Write the id of the next component, or a list of ids with weights.',
    },
  ];
}

function explain(issue: Issue, value: unknown): { expected: string; fix: string } {
  switch (issue.code) {
    case 'invalid_type':
      return explainType(TYPES[issue.expected] ?? issue.expected, issue.path.at(-1), value);
    case 'too_small': {
      const least = `at least ${issue.minimum}${issue.origin === 'array' ? ' in the list' : issue.origin === 'string' ? ' characters' : ''}`;
      return {
        expected: least,
        fix: issue.origin === 'number' ? `Use ${issue.minimum} or more.` : 'Add what is missing.',
      };
    }
    case 'too_big': {
      const most = `at most ${issue.maximum}${issue.origin === 'array' ? ' in the list' : issue.origin === 'string' ? ' characters' : ''}`;
      return { expected: most, fix: issue.origin === 'number' ? `Use ${issue.maximum} or less.` : 'Shorten it.' };
    }
    case 'invalid_format':
      return {
        expected: 'a name that begins with a letter and has only letters, digits, - and _, at most 64',
        fix: 'Choose such a name.',
      };
    case 'invalid_value':
      return explainChoice(issue.values.map(String), issue.path.at(-1), value);
    case 'invalid_union':
      return explainChoice(
        (issue as { options?: readonly unknown[] }).options?.map(String) ?? [],
        issue.path.at(-1),
        value,
      );
    default: {
      // Checks of our own write "what is expected | what to do" as their message.
      const [expected, fix = 'Change it so that this holds.'] = issue.message.split(' | ');
      return { expected: expected!, fix };
    }
  }
}

function explainType(
  expected: string,
  key: PropertyKey | undefined,
  value: unknown,
): { expected: string; fix: string } {
  if (value === undefined) return { expected, fix: `Add "${String(key)}".` };
  if (typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value)))
    return { expected, fix: 'Write the number without quotation marks.' };
  if (expected === TYPES['int'] && typeof value === 'number')
    return { expected, fix: `Round it, for example to ${Math.round(value)}.` };
  return { expected, fix: `Write ${expected} here.` };
}

function explainChoice(
  choices: readonly string[],
  key: PropertyKey | undefined,
  value: unknown,
): { expected: string; fix: string } {
  const expected = choices.length === 1 ? `"${choices[0]}"` : `one of ${choices.join(', ')}`;
  if (isValueNotAvailable(key, value)) return { expected, fix: `${NOT_AVAILABLE}: use ${expected}.` };
  if (value === undefined) return { expected, fix: `Add "${String(key)}".` };
  const near = typeof value === 'string' ? nearest(value, choices) : undefined;
  return { expected, fix: near === undefined ? `Use ${expected}.` : `Did you mean "${near}"?` };
}
