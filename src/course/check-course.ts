import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { checkModels } from './check-models.ts';
import { checkOrder } from './check-order.ts';
import { checkCycles, checkDuplicateIds, checkReferences } from './check-references.ts';
import type { Course } from './course-schema.ts';
import { compareFindings, type Finding } from './finding.ts';
import type { Lesson } from './lesson-schema.ts';
import { displayPath, readLessons } from './read-lessons.ts';

/** Where a course is and what the site offers it. */
export interface CourseFolders {
  /** The folder with `course.yaml`, `lessons/` and `models/`. */
  readonly contentFolder: string;
  /** The folder whose files are served as they are; widget data files are looked up in it. */
  readonly publicFolder: string;
  /** The widget types of the site, for example `latency_cost_dashboard`. */
  readonly widgetTypes: readonly string[];
}

/** A lesson and the file that it was read from. */
export interface CheckedLesson {
  readonly lesson: Lesson;
  /** Path of the file from the working folder, with forward slashes. */
  readonly file: string;
}

/** A course after every check. */
export interface CheckedCourse {
  /** Every fault of the course file, of every lesson and of the models, ordered by file, line and column. */
  readonly findings: readonly Finding[];
  /** The lessons that have no error of their own, by id. */
  readonly lessons: ReadonlyMap<string, CheckedLesson>;
  /** The chapters, with lessons of `lessons` only, unlisted ones in a last chapter; absent where `course.yaml` has errors of its own. */
  readonly course?: Course | undefined;
  /** How many lesson files there are. */
  readonly lessonFileCount: number;
}

/** Checks the course file, every lesson and the models, each by itself and all together. A fault in one file never hides a fault in another. */
export async function checkCourse({ contentFolder, publicFolder, widgetTypes }: CourseFolders): Promise<CheckedCourse> {
  const lessonsFolder = join(contentFolder, 'lessons');
  const files = existsSync(lessonsFolder) ? readLessons(lessonsFolder) : [];
  const lessons = new Map<string, CheckedLesson>();
  for (const { lesson, file } of files)
    if (lesson !== undefined && !lessons.has(lesson.id)) lessons.set(lesson.id, { lesson, file });
  const order = checkOrder(join(contentFolder, 'course.yaml'), files, lessons);
  const findings = [
    ...files.flatMap((file) => file.findings),
    ...checkDuplicateIds(files),
    ...checkCycles(files),
    ...checkReferences(files, { publicFolder, widgetTypes }),
    ...order.findings,
    ...checkModels({ contentFolder, publicFolder }),
    ...(files.length === 0 ? [noLessons(lessonsFolder)] : []),
  ];
  return { findings: findings.sort(compareFindings), lessons, course: order.course, lessonFileCount: files.length };
}

function noLessons(folder: string): Finding {
  const fix = 'Add a lesson: a .md or .mdx file with front matter.';
  return {
    severity: 'error',
    file: displayPath(folder),
    line: 1,
    column: 1,
    path: '',
    expected: 'at least one lesson',
    found: 'none',
    fix,
  };
}
