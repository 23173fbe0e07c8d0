// Checks every lesson and the course file: `node src/tools/check-content.ts [--strict]`. Exit code 1 on errors, with --strict on warnings too.
import { resolve } from 'node:path';
import { checkCourse } from '../course/check-course.ts';
import { formatFindings } from '../course/format-findings.ts';
import { readWidgetTypes } from '../course/widget-types.ts';
import { courseFolder } from './course-folder.ts';

const unknown = process.argv.slice(2).filter((argument) => argument !== '--strict');
if (unknown.length > 0) {
  console.error(`check-content: expected no argument or --strict, found ${unknown.join(' ')}.`);
  process.exit(2);
}

const isStrict = process.argv.includes('--strict');
const root = resolve(import.meta.dirname, '../..');
const { findings, lessonFileCount } = await checkCourse({
  contentFolder: courseFolder,
  publicFolder: resolve(root, 'public'),
  widgetTypes: readWidgetTypes(resolve(root, 'widgets')),
});
console.log(formatFindings(findings, lessonFileCount));
process.exitCode = findings.some(({ severity }) => isStrict || severity === 'error') ? 1 : 0;
