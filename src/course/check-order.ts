import { existsSync, readFileSync } from 'node:fs';
import { nearest } from '../../widgets/kit/nearest.ts';
import { type CheckedYaml, checkYaml } from './check-yaml.ts';
import { type DeclaredChapter, declaredChapters } from './declared-references.ts';
import { type Chapter, type Course, courseSchema } from './course-schema.ts';
import type { Finding } from './finding.ts';
import { courseForms } from './forms.ts';
import { displayPath, type LessonFile } from './read-lessons.ts';
import { formatPath, type Path } from './yaml-path.ts';

/** The order of a course after its checks. */
export interface CheckedOrder {
  readonly findings: readonly Finding[];
  /** Absent where the course file has errors of its own. */
  readonly course?: Course | undefined;
}

/** Checks the course file by itself and against the files of the lessons; `lessons` has the ids of those without errors, which alone are kept. */
export function checkOrder(
  path: string,
  files: readonly LessonFile[],
  lessons: ReadonlyMap<string, unknown>,
): CheckedOrder {
  const file = displayPath(path);
  if (!existsSync(path)) {
    const fix = 'Add it, with `id`, `title` and `chapters`: a list of chapters with `id`, `title` and `lessons`.';
    return {
      findings: [
        {
          severity: 'error',
          file,
          line: 1,
          column: 1,
          path: '',
          expected: 'the course file',
          found: 'no such file',
          fix,
        },
      ],
    };
  }
  const source = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  const checked = checkYaml(source, { schema: courseSchema, forms: courseForms, file, firstLine: 1 });
  const declared = declaredChapters(checked.data);
  const listed = new Set(declared.flatMap((chapter) => chapter.lessons));
  const unlisted = files.filter(({ references: { id } }) => id !== undefined && !listed.has(id.name));
  const findings = [
    ...checked.findings,
    ...repeatedChapters(declared).map((fault) => place(fault, checked, file)),
    ...lessonFaults(declared, files).map((fault) => place(fault, checked, file)),
    ...(declared.length === 0 ? [] : unlisted.flatMap((one) => unlistedFault(one, file))),
  ];
  if (checked.value === undefined) return { findings };
  const kept = checked.value.chapters.map((chapter) => ({
    ...chapter,
    lessons: chapter.lessons.filter((id) => lessons.has(id)),
  }));
  const further = [...lessons.keys()].filter((id) => !listed.has(id));
  const chapters = further.length === 0 ? kept : [...kept, furtherChapter(kept, further)];
  return { findings, course: { ...checked.value, chapters } };
}

/** A fault of the order, at a path of the course file. */
type OrderFault = Pick<Finding, 'expected' | 'found' | 'fix'> & { readonly at: Path };

function place({ at, ...fault }: OrderFault, checked: CheckedYaml<Course>, file: string): Finding {
  return { severity: 'error', file, ...checked.positionOf(at), path: formatPath(at), ...fault };
}

function repeatedChapters(chapters: readonly DeclaredChapter[]): OrderFault[] {
  const seen = new Set<string>();
  return chapters.flatMap(({ id }, index) => {
    if (id === undefined || !seen.has(id)) {
      seen.add(id ?? '');
      return [];
    }
    const found = `${JSON.stringify(id)} a second time`;
    const at = ['chapters', index, 'id'];
    return [{ at, expected: 'an id of its own for each chapter', found, fix: 'Change one of the two ids.' }];
  });
}

function lessonFaults(chapters: readonly DeclaredChapter[], files: readonly LessonFile[]): OrderFault[] {
  const known = new Set(files.flatMap(({ references }) => references.id?.name ?? []));
  const seen = new Set<string>();
  const fault = (id: string, at: Path): OrderFault[] => {
    if (id === '') return []; // The schema reports what is no name.
    if (!known.has(id)) {
      const near = nearest(id, [...known]);
      const fix = near === undefined ? 'Add the lesson, or remove it here.' : `Did you mean "${near}"?`;
      return [{ at, expected: 'the id of a lesson in lessons/', found: JSON.stringify(id), fix }];
    }
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [
      { at, expected: 'each lesson once', found: `${JSON.stringify(id)} a second time`, fix: 'Remove one of them.' },
    ];
  };
  return chapters.flatMap(({ lessons }, index) =>
    lessons.flatMap((id, position) => fault(id, ['chapters', index, 'lessons', position])),
  );
}

function unlistedFault({ file, references }: LessonFile, courseFile: string): Finding[] {
  if (references.id === undefined) return [];
  const { name, line, column } = references.id;
  const expected = 'a lesson that a chapter of the course names';
  const found = `no chapter with ${JSON.stringify(name)}`;
  const fix = `Name it in ${courseFile}; until then it is in a last chapter, "${furtherTitle}".`;
  return [{ severity: 'warning', file, line, column, path: 'id', expected, found, fix }];
}

const furtherTitle = 'Further lessons';

function furtherChapter(chapters: readonly Chapter[], lessons: string[]): Chapter {
  let id = 'further-lessons';
  while (chapters.some((chapter) => chapter.id === id)) id += '-';
  return { id, title: furtherTitle, lessons };
}
