/** An error stops the build; a warning does not, and is visible in the page where it matters. */
export type Severity = 'error' | 'warning';

/** One fault in one file of the course: where it is, what was expected, what was found, and how to mend it. */
export interface Finding {
  readonly severity: Severity;
  /** The file as it was named by the caller, for example `content/lessons/batch.md`. */
  readonly file: string;
  /** Line in the file, from 1. */
  readonly line: number;
  /** Column in the line, from 1, in UTF-16 code units as editors count them. */
  readonly column: number;
  /** Path of the key, for example `quiz[0].answer`; empty for the whole file. */
  readonly path: string;
  readonly expected: string;
  readonly found: string;
  /** One or more sentences that say what to do. */
  readonly fix: string;
  /** The line as it should read, where that is known. */
  readonly mended?: string;
}

/** Orders findings by file, then line, then column, so that a report reads from top to bottom. */
export function compareFindings(a: Finding, b: Finding): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}
