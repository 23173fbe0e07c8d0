import type { z } from 'zod';
import { valueAt } from '../../widgets/kit/key-path.ts';
import { describeFound } from '../../widgets/kit/problem.ts';
import { atPattern, type Form } from './form.ts';
import { formatPath, type Path, patternOf } from './yaml-path.ts';

type Issue = z.core.$ZodIssue;

/** What a schema found wrong, in words. */
export interface Explanation {
  readonly path: Path;
  readonly expected: string;
  readonly found: string;
  readonly fix: string;
  /** Whether the key is absent, so that its place is that of the keys around it. */
  readonly isMissing: boolean;
  /** Whether text was expected where YAML found something that quotes would make text of. */
  readonly wantsQuotes: boolean;
}

/** Says in words what a schema issue means, by the accepted forms of the key; for keys without a form, by the kind of the issue. */
export function explainIssue(issue: Issue, data: unknown, forms: Readonly<Record<string, Form>>): Explanation[] {
  const path = issue.path;
  if (issue.code === 'invalid_union') {
    const branch = likelyBranch(issue.errors);
    if (branch !== undefined)
      return branch.flatMap((inner) => explainIssue({ ...inner, path: [...path, ...inner.path] }, data, forms));
  }
  const value = valueAt(data, path);
  const params = issue.code === 'custom' ? issue.params : undefined;
  const isMissing = value === undefined;
  if (typeof params?.['expected'] === 'string') {
    return [
      {
        path,
        expected: params['expected'],
        found: String(params['found']),
        fix: String(params['fix']),
        isMissing,
        wantsQuotes: false,
      },
    ];
  }
  const form = formOf(path, forms);
  const expected = form?.expected ?? genericExpectation(issue);
  const wantsQuotes = form?.isText === true && isUnquoted(value);
  return [
    {
      path,
      expected,
      found: describeValue(value),
      fix: fixFor(path, value, form, wantsQuotes),
      isMissing,
      wantsQuotes,
    },
  ];
}

/** Of the alternatives of a form, the one that was meant: the only one whose faults lie deeper than the value itself or are of another kind than its type. */
function likelyBranch(branches: readonly Issue[][]): Issue[] | undefined {
  const meant = branches.filter(
    (issues) =>
      !issues.some((issue) => issue.path.length === 0 && issue.code !== 'too_small' && issue.code !== 'too_big'),
  );
  return meant.length === 1 ? meant[0] : undefined;
}

/** The form of a key; below a key without one (the term of a flashcard), the form of what holds it. */
function formOf(path: Path, forms: Readonly<Record<string, Form>>): Form | undefined {
  for (let length = path.length; length > 0; length--) {
    const form = atPattern(forms, patternOf(path.slice(0, length)));
    if (form !== undefined) return form;
  }
  return path.length === 0 ? forms[''] : undefined;
}

/** Keys where text was meant (`Learn: the basics`), or a date. */
function isUnquoted(value: unknown): boolean {
  return value instanceof Date || (typeof value === 'object' && value !== null && !Array.isArray(value));
}

/** `describeFound` for what YAML makes of unquoted text. */
function describeValue(value: unknown): string {
  if (value === null) return 'nothing';
  if (value instanceof Date) return 'a date';
  if (typeof value === 'object' && !Array.isArray(value)) {
    const keys = Object.keys(value);
    return keys.length === 1
      ? `a key with a value (${JSON.stringify(keys[0]!.slice(0, 40))}: …)`
      : `${keys.length} keys with values`;
  }
  return describeFound(value);
}

function fixFor(path: Path, value: unknown, form: Form | undefined, wantsQuotes: boolean): string {
  if (wantsQuotes) {
    const why =
      value instanceof Date
        ? 'YAML reads it as a date.'
        : 'YAML reads a colon followed by a space as the end of a key.';
    return `Put the text in quotes. ${why}`;
  }
  if (typeof value === 'string' && form?.isText !== true && value.trim() !== '' && Number.isFinite(Number(value)))
    return 'Remove the quotes: a number in quotes is text.';
  const name = formatPath(path);
  if (form === undefined) return `Correct ${name === '' ? 'the value' : name}.`;
  return `${value === undefined ? 'Add' : 'Write'}, for example, \`${form.example}\`.`;
}

function genericExpectation(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return typeNames[issue.expected] ?? 'a value of another type';
    case 'too_small':
      return `${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}`;
    case 'too_big':
      return `${issue.inclusive ? 'at most' : 'less than'} ${issue.maximum}`;
    case 'invalid_value':
      return `one of ${issue.values.map((value) => JSON.stringify(value)).join(', ')}`;
    default:
      return 'another value';
  }
}

const typeNames: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'keys with values',
  record: 'keys with values',
};
