/** One fault in something a person wrote: where it is, what was expected, what was found, and how to mend it. */
export interface Problem {
  /** Path of the key, for example `components[2].to`; empty for the whole document. */
  readonly path: string;
  readonly expected: string;
  readonly found: string;
  /** A sentence that says what to do. */
  readonly fix: string;
}

/** A value that was accepted, or every reason why it was not. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** One line for the command line and the page: `components[2].to: expected …, found …. Fix.` */
export function formatProblem(problem: Problem): string {
  const where = problem.path === '' ? 'the document' : problem.path;
  return `${where}: expected ${problem.expected}, found ${problem.found}. ${problem.fix}`;
}

/** Names a value in a message: short, quoted where it is text, never more than 60 characters. */
export function describeFound(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return String(value);
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  if (typeof value === 'object') return 'an object';
  const text = JSON.stringify(value) ?? typeof value;
  return text.length > 60 ? `${text.slice(0, 57)}…"` : text;
}
