import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { type CheckedLessonFile, checkLesson } from './check-lesson.ts';
import { noReferences } from './declared-references.ts';

/** A lesson file with its name. */
export interface LessonFile extends CheckedLessonFile {
  /** Path from the working folder, with forward slashes. */
  readonly file: string;
}

/** A path as findings name it: from the working folder, with forward slashes. */
export function displayPath(path: string): string {
  return relative(process.cwd(), path).split(sep).join('/');
}

/** Reads and checks every `.md` and `.mdx` file in a folder and its subfolders, in the order of their names; hidden files do not count. */
export function readLessons(folder: string): LessonFile[] {
  return lessonPaths(folder).map((path) => {
    const file = displayPath(path);
    const text = decode(readFileSync(path));
    if (text !== undefined) return { file, ...checkLesson(text, file) };
    const fault = {
      severity: 'error',
      file,
      line: 1,
      column: 1,
      path: '',
      expected: 'text in UTF-8',
      found: 'another encoding',
      fix: 'Save the file as UTF-8.',
    } as const;
    return { file, findings: [fault], references: noReferences };
  });
}

function lessonPaths(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => !entry.isDirectory() && /\.mdx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  return paths
    .filter(
      (path) =>
        !relative(folder, path)
          .split(sep)
          .some((part) => part.startsWith('.')),
    )
    .sort();
}

/** The text of a file; undefined where it is not UTF-8. A byte order mark is kept, because the front matter knows of it. */
function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
