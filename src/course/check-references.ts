import { statSync } from 'node:fs';
import { join } from 'node:path';
import { builderType } from '../../widgets/deployment-pipeline-builder/challenges/builder-type.ts';
import { nearest } from '../../widgets/kit/nearest.ts';
import type { Reference } from './declared-references.ts';
import type { Finding } from './finding.ts';
import { findPrereqCycles } from './prereq-cycles.ts';
import type { LessonFile } from './read-lessons.ts';
import { formatPath } from './yaml-path.ts';

type Fault = Pick<Finding, 'severity' | 'expected' | 'found' | 'fix'>;

/** Past this many, a name that is not known gets no suggestion: comparing it with every id of a large course costs too much. */
const maximumSuggestions = 200;

/** What the references of lessons may name. */
export interface Surroundings {
  readonly publicFolder: string;
  readonly widgetTypes: readonly string[];
}

/** Checks what the lessons of a course say of one another, of widgets and of data files. */
export function checkReferences(files: readonly LessonFile[], { publicFolder, widgetTypes }: Surroundings): Finding[] {
  const ids = [...new Set(files.flatMap(({ references }) => references.id?.name ?? []))];
  const known = new Set(ids);
  const suggest = suggester(ids);
  const hasFile = memoise((path) => isFile(publicFolder, path));
  return files.flatMap((file) => {
    const { prereqs, next, widgetTypes: types, challengeWidgets, widgetData } = file.references;
    const lessons = next === undefined ? prereqs : [...prereqs, next];
    return [
      ...lessons
        .filter(({ name }) => !known.has(name))
        .map((reference) => place(file, reference, unknownLesson(reference.name, suggest(reference.name)))),
      ...[...types, ...challengeWidgets]
        .filter(({ name }) => !widgetTypes.includes(name))
        .map((reference) => place(file, reference, unknownWidget(reference.name, widgetTypes))),
      ...challengeWidgets
        .filter(({ name }) => widgetTypes.includes(name) && name !== builderType)
        .map((reference) => place(file, reference, notJudged(reference.name))),
      ...widgetData
        .filter(({ name }) => name.startsWith('/') && !hasFile(name))
        .map((reference) => place(file, reference, missingFile(reference.name))),
    ];
  });
}

/** Ids that two files share; the files after the first are at fault. Ids that differ only in case would share an address on some servers. */
export function checkDuplicateIds(files: readonly LessonFile[]): Finding[] {
  const firstFile = new Map<string, LessonFile>();
  return files.flatMap((file) => {
    const { id } = file.references;
    if (id === undefined) return [];
    const name = id.name.normalize('NFC').toLowerCase();
    const first = firstFile.get(name);
    if (first === undefined) {
      firstFile.set(name, file);
      return [];
    }
    const found = `${JSON.stringify(id.name)}, which ${first.file} has${first.references.id?.name === id.name ? '' : ' but for upper and lower case'}`;
    return [
      place(file, id, {
        severity: 'error',
        expected: 'an id of its own for each lesson',
        found,
        fix: 'Change one of the two ids.',
      }),
    ];
  });
}

/** Lessons that require themselves through others. */
export function checkCycles(files: readonly LessonFile[]): Finding[] {
  const fileById = new Map(
    files
      .toReversed()
      .flatMap((file) => (file.references.id === undefined ? [] : [[file.references.id.name, file] as const])),
  );
  const graph = new Map(
    [...fileById].toReversed().map(([id, file]) => [id, file.references.prereqs.map(({ name }) => name)]),
  );
  return findPrereqCycles(graph).map((cycle) => {
    const file = fileById.get(cycle[0]!)!;
    const reference = file.references.prereqs.find(({ name }) => name === cycle[1])!;
    return place(file, reference, {
      severity: 'error',
      expected: 'prerequisites that a student can meet in some order',
      found: `a cycle: ${cycle.join(' → ')}`,
      fix: cycle.length === 2 ? 'Remove the lesson from its own prerequisites.' : 'Remove one of these prerequisites.',
    });
  });
}

function place({ file }: LessonFile, { line, column, path }: Reference, fault: Fault): Finding {
  return { ...fault, file, line, column, path: formatPath(path) };
}

function unknownLesson(name: string, near: string | undefined): Fault {
  const fix = `It is shown as plain text. ${near === undefined ? 'Add the lesson, or leave it so.' : `Did you mean "${near}"?`}`;
  return { severity: 'warning', expected: 'the id of a lesson of this course', found: JSON.stringify(name), fix };
}

function unknownWidget(name: string, known: readonly string[]): Fault {
  const near = nearest(name, known);
  const fix = `The page says that it is not available. ${near === undefined ? `Known types: ${known.join(', ') || 'none'}.` : `Did you mean "${near}"?`}`;
  return { severity: 'warning', expected: 'a widget type of this site', found: JSON.stringify(name), fix };
}

function notJudged(name: string): Fault {
  const fix = `Nothing judges it: the page says so, and the lesson is complete without it. Name ${builderType}, or write it as a task.`;
  return { severity: 'warning', expected: 'a widget that judges challenges', found: JSON.stringify(name), fix };
}

function missingFile(name: string): Fault {
  return {
    severity: 'warning',
    expected: 'a file below public/',
    found: `no file ${JSON.stringify(name)}`,
    fix: `Add public${name}, or correct the path.`,
  };
}

function isFile(folder: string, path: string): boolean {
  if (path.split(/[/\\]/).includes('..') || path.includes('\0')) return true; // The schema reports this path.
  return statSync(join(folder, path), { throwIfNoEntry: false })?.isFile() ?? false;
}

function memoise<Value>(compute: (name: string) => Value): (name: string) => Value {
  const known = new Map<string, Value>();
  return (name) => {
    if (!known.has(name)) known.set(name, compute(name));
    return known.get(name)!;
  };
}

function suggester(ids: readonly string[]): (name: string) => string | undefined {
  let count = 0;
  return memoise((name) => (count++ < maximumSuggestions ? nearest(name, ids) : undefined));
}
