import { canonicalJson } from '../canonical-json.ts';
import type { RecordEvent } from '../event.ts';
import type { Database } from '../record-database.ts';
import { checkLine } from './check-line.ts';
import { checkAgainstHeading, type Heading, readHeading } from './heading.ts';
import { FileFault, type RefusedLine } from './import-answer.ts';
import { LineReader } from './read-lines.ts';

/** So many events stand in one row of the staging store: few large rows are written faster than many small ones. */
const GROUP_EVENTS = 500;
const REPORTED_LINES = 100;
/** A file with more lines that are no entries is none of ours, and is not read to its end: each costs time, and a small file can unpack to 200,000 of them. */
const REFUSED_LINES = 1000;

/** What stands in the staging store after a file was read. */
export interface Staged {
  readonly stagedCount: number;
  readonly refusedCount: number;
  readonly refused: readonly RefusedLine[];
  readonly courses: readonly string[];
  /** What is wrong with the file as a whole; undefined where it is intact. */
  readonly fault: FileFault | undefined;
}

export interface Steps {
  /** Bytes of the file are not counted: entries are, since they are what takes the time. */
  readonly onProgress: (entryCount: number) => void;
  readonly isCancelled: () => boolean;
}

/** Reads a file line by line into the staging store, which is emptied first. Nothing of the record is touched. */
export async function stageFile(database: Database, file: Blob, { onProgress, isCancelled }: Steps): Promise<Staged> {
  await database.clear('staging');
  const reader = new LineReader(file);
  const refused: RefusedLine[] = [];
  const courses = new Set<string>();
  let refusedCount = 0;
  let stagedCount = 0;
  let group: string[] = [];
  let heading: Heading | undefined;
  let fault: FileFault | undefined;
  /** The browser stores one group while the next one is read and checked. */
  let putting: Promise<unknown> = Promise.resolve();
  const putGroup = async () => {
    await putting;
    if (group.length === 0) return;
    putting = database.add('staging', group.join('\n'));
    putting.catch(() => {}); // Awaited before the next one.
    group = [];
    onProgress(stagedCount);
    if (isCancelled()) throw new DOMException('The import was cancelled.', 'AbortError');
  };
  try {
    for await (const line of reader.lines()) {
      if (!heading) {
        heading = readHeading(line);
        continue;
      }
      const checked = checkLine(line);
      if ('reason' in checked) {
        refusedCount++;
        if (refused.length < REPORTED_LINES) refused.push({ line: reader.line, reason: checked.reason });
        if (refusedCount > REFUSED_LINES)
          throw new FileFault(
            reader.line,
            'Expected entries of a record, found more than 1,000 lines that are none.',
            'This file is not an export of this course.',
          );
        continue;
      }
      stagedCount++;
      courses.add(checked.event.course);
      group.push(line);
      if (group.length === GROUP_EVENTS) await putGroup();
    }
    if (!heading)
      throw new FileFault(1, 'Expected the heading of an export, found an empty file.', 'Choose another file.');
    checkAgainstHeading(heading, stagedCount + refusedCount, reader.bodyHash());
    if (stagedCount === 0 && refused[0])
      throw new FileFault(
        refused[0].line,
        refused[0].reason,
        'No entry of this file can be taken. Choose another one.',
      );
  } catch (error) {
    if (!(error instanceof FileFault)) throw error;
    // A line that is wrong says more than the hash of the whole.
    const first = refused[0];
    fault = first && error.line === 1 && heading ? new FileFault(first.line, first.reason, error.fix) : error;
  }
  await putGroup();
  await putting;
  return { stagedCount, refusedCount, refused, courses: [...courses].sort(), fault };
}

/** The same event by content: an unsaved event that was numbered elsewhere is still the same one. */
export function hasSameContent(a: RecordEvent, b: RecordEvent): boolean {
  const { seq: _a, sha: _b, ...first } = a;
  const { seq: _c, sha: _d, ...second } = b;
  return canonicalJson(first) === canonicalJson(second);
}
