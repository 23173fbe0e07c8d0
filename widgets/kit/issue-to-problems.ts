import { formatPath, valueAt } from './key-path.ts';
import { nearest } from './nearest.ts';
import { describeFound, type Problem } from './problem.ts';
import { knownKeysAt } from './schema-keys.ts';
import type * as z from './zod.ts';

type Issue = z.core.$ZodIssue;

/** What was expected and what to do. */
interface Words {
  readonly expected: string;
  readonly fix: string;
}

/** A fault as the schema sees it. */
export interface Fault {
  readonly issue: Issue;
  /** The key that is at fault; undefined for the whole document. */
  readonly key: PropertyKey | undefined;
  readonly value: unknown;
  /** What was expected, in the general words. */
  readonly expected: string;
}

/** Words in place of the general ones, for faults of which the caller knows more than the schema does. */
export type OwnWords = (fault: Fault) => Partial<Words> | undefined;

interface Read {
  readonly schema: z.ZodMiniType;
  readonly input: unknown;
  readonly words?: OwnWords | undefined;
}

/** What a person calls the type that a schema wants. */
const TYPES: Readonly<Record<string, string>> = {
  number: 'a number',
  int: 'a whole number',
  string: 'text',
  object: 'an object in { }',
  record: 'an object in { }',
  array: 'a list in [ ]',
  tuple: 'a list in [ ]',
  boolean: 'true or false',
};

/** Says in a person's words what a schema objected to: one problem, or one per unknown key. */
export function issueToProblems(issue: Issue, read: Read): Problem[] {
  const { input, words } = read;
  if (issue.code === 'unrecognized_keys') return unknownKeys(issue, read);
  if (issue.code === 'invalid_union') {
    const meant = meantAlternative(issue.errors);
    if (meant)
      return meant.flatMap((error) =>
        issueToProblems({ ...error, path: [...issue.path, ...error.path] } as Issue, read),
      );
  }
  const value = valueAt(input, issue.path);
  const key = issue.path.at(-1);
  const general = generalWords(issue, key, value);
  const own = words?.({ issue, key, value, expected: general.expected });
  return [{ path: formatPath(issue.path), found: describeFound(value), ...general, ...own }];
}

function unknownKeys(issue: z.core.$ZodIssueUnrecognizedKeys, { schema, input, words }: Read): Problem[] {
  const known = knownKeysAt(schema, issue.path, input);
  const expected = `one of the keys ${known.join(', ')}`;
  return issue.keys.map((key) => {
    const near = nearest(key, known);
    const path = [...issue.path, key];
    return {
      path: formatPath(path),
      expected,
      found: `the unknown key ${describeFound(key)}`,
      fix: near === undefined ? `Remove "${key}".` : `Did you mean "${near}"?`,
      ...words?.({ issue, key, value: valueAt(input, path), expected }),
    };
  });
}

/** Of the alternatives, none of which fits, the one that has the value's own type. */
function meantAlternative(alternatives: readonly Issue[][]): Issue[] | undefined {
  return alternatives.find((issues) => !issues.some(({ code, path }) => code === 'invalid_type' && path.length === 0));
}

function generalWords(issue: Issue, key: PropertyKey | undefined, value: unknown): Words {
  switch (issue.code) {
    case 'invalid_type':
      return wrongType(TYPES[issue.expected] ?? issue.expected, key, value);
    case 'too_small':
      return tooSmall(issue);
    case 'too_big':
      return tooBig(issue);
    case 'invalid_value':
      return wrongChoice(issue.values.map(String), key, value);
    case 'invalid_union': {
      // Of a union that is told apart by this key the issue has the choices, else the faults of every alternative.
      const { options } = issue as { readonly options?: readonly unknown[] };
      // A choice that may be left out has "undefined" among its names.
      if (options) return wrongChoice(options.filter((name) => name !== undefined).map(String), key, value);
      const types = issue.errors.map(([error]) => (error?.code === 'invalid_type' ? error.expected : ''));
      return wrongType(types.map((type) => TYPES[type] ?? type).join(' or '), key, value);
    }
    case 'invalid_format':
      // A pattern says nothing to a person: its schema gives the words.
      if (issue.format === 'regex') return wordsOf(issue.message);
      return { expected: `text in the form "${issue.format}"`, fix: 'Write it in this form.' };
    default:
      return wordsOf(issue.message);
  }
}

/** Checks of our own write "what is expected | what to do" as their message. */
function wordsOf(message: string): Words {
  const [expected = '', fix = 'Change it so that this holds.'] = message.split(' | ');
  return { expected, fix };
}

function wrongType(expected: string, key: PropertyKey | undefined, value: unknown): Words {
  if (value === undefined && key !== undefined) return { expected, fix: `Add "${String(key)}".` };
  const wantsNumber = expected === TYPES['number'] || expected === TYPES['int'];
  if (wantsNumber && typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value)))
    return { expected, fix: 'Write the number without quotation marks.' };
  if (expected === TYPES['int'] && typeof value === 'number' && Number.isFinite(value))
    return { expected, fix: `Round it, for example to ${Math.round(value)}.` };
  return { expected, fix: `Write ${expected} here.` };
}

/** What a limit counts, where it is not the value itself. */
const counted = (origin: string) => (origin === 'array' ? ' in the list' : origin === 'string' ? ' characters' : '');

function tooSmall({ origin, minimum, inclusive }: z.core.$ZodIssueTooSmall): Words {
  if (origin === 'string' && minimum === 1) return { expected: 'text that is not empty', fix: 'Write something here.' };
  const expected = `${inclusive === false ? 'more than' : 'at least'} ${minimum}${counted(origin)}`;
  if (origin === 'array' || origin === 'string') return { expected, fix: 'Add what is missing.' };
  return { expected, fix: inclusive === false ? `Use more than ${minimum}.` : `Use ${minimum} or more.` };
}

function tooBig({ origin, maximum, inclusive }: z.core.$ZodIssueTooBig): Words {
  const expected = `${inclusive === false ? 'less than' : 'at most'} ${maximum}${counted(origin)}`;
  if (origin === 'array' || origin === 'string') return { expected, fix: 'Shorten it.' };
  return { expected, fix: inclusive === false ? `Use less than ${maximum}.` : `Use ${maximum} or less.` };
}

function wrongChoice(choices: readonly string[], key: PropertyKey | undefined, value: unknown): Words {
  const expected = choices.length === 1 ? `"${choices[0]}"` : `one of ${choices.join(', ')}`;
  if (value === undefined && key !== undefined) return { expected, fix: `Add "${String(key)}".` };
  const near = typeof value === 'string' ? nearest(value, choices) : undefined;
  return { expected, fix: near === undefined ? `Use ${expected}.` : `Did you mean "${near}"?` };
}
