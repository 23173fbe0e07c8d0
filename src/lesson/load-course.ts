import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Course, courseSchema } from '../course/course-schema.ts';
import { courseFolder } from '../tools/course-folder.ts';

/** The course file of the built course. The course check has run before, so a fault here is ours. */
export async function loadCourse(): Promise<Course> {
  return courseSchema.parse(parse(await readFile(join(courseFolder, 'course.yaml'), 'utf8')));
}
