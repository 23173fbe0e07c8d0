import type * as z from 'zod/mini';
import { describeFound, type Parsed, type Problem } from '../../kit/problem.ts';

interface Issue {
  readonly code?: string;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly expected?: unknown;
  readonly values?: readonly unknown[];
  readonly minimum?: unknown;
  readonly maximum?: unknown;
  readonly inclusive?: boolean;
  readonly origin?: string;
  readonly format?: unknown;
  readonly keys?: readonly string[];
}

/** What a limit counts, where it is not the value itself. */
function countedIn(issue: Issue): string {
  if (issue.origin === 'array') return ' entries';
  return issue.origin === 'string' ? ' characters' : '';
}

function expectedBy(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected === 'array' ? 'a list' : `a value of type ${String(issue.expected)}`;
    case 'invalid_value':
      return `one of ${(issue.values ?? []).map((value) => JSON.stringify(value)).join(', ')}`;
    case 'too_small':
      return `${issue.inclusive === false ? 'more than' : 'at least'} ${String(issue.minimum)}${countedIn(issue)}`;
    case 'too_big':
      return `${issue.inclusive === false ? 'less than' : 'at most'} ${String(issue.maximum)}${countedIn(issue)}`;
    case 'invalid_format':
      return `text in the form "${String(issue.format)}"`;
    default:
      return issue.message;
  }
}

/** `points[2].medianSeconds` */
function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index === 0 ? '' : '.'}${String(key)}`))
    .join('');
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}

/** Checks `input` against a schema and turns each fault into a `Problem` whose remedy is `fix`. */
export function parseWith<Schema extends z.core.$ZodType>(
  schema: Schema,
  input: unknown,
  fix: string,
): Parsed<z.core.output<Schema>> {
  const result = schema['~standard'].validate(input) as { value?: unknown; issues?: readonly Issue[] };
  if (!result.issues) return { ok: true, value: result.value as z.core.output<Schema> };
  const problems: Problem[] = result.issues.map((issue) => ({
    path: pathText(issue.path),
    expected: expectedBy(issue),
    found: describeFound(valueAt(input, issue.path)),
    fix,
  }));
  return { ok: false, problems };
}
