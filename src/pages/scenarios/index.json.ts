import { join } from 'node:path';
import { readScenarios } from '../../course/read-scenarios.ts';
import { courseFolder } from '../../tools/course-folder.ts';

/** All scenarios of the course in one file of some ten kilobytes, from which the builder offers its arrangements. */
export function GET(): Response {
  return Response.json({ scenarios: readScenarios(join(courseFolder, 'scenarios')) });
}
