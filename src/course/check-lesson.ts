import { checkYaml } from './check-yaml.ts';
import { type DeclaredReferences, declaredReferences, noReferences } from './declared-references.ts';
import { compareFindings, type Finding } from './finding.ts';
import { lessonForms } from './forms.ts';
import { splitFrontMatter } from './front-matter.ts';
import { type Lesson, lessonSchema } from './lesson-schema.ts';
import { proveChallenges } from './prove-challenges.ts';
import { formatPath } from './yaml-path.ts';

/** A lesson file after its own checks. */
export interface CheckedLessonFile {
  /** Absent where the file has an error. */
  readonly lesson?: Lesson | undefined;
  readonly findings: readonly Finding[];
  /** What the lesson says of others, also where it has errors of its own. */
  readonly references: DeclaredReferences;
}

/** Checks the text of one lesson file by itself and reports every fault. `file` names it in the findings. */
export function checkLesson(text: string, file: string): CheckedLessonFile {
  const split = splitFrontMatter(text);
  if (!('yaml' in split)) {
    const findings: Finding[] = [{ severity: 'error', file, column: 1, path: '', ...split }];
    return { findings, references: noReferences };
  }
  const { value, findings, data, positionOf } = checkYaml(split.yaml, {
    schema: lessonSchema,
    forms: lessonForms,
    file,
    firstLine: split.openingLine,
  });
  const references = declaredReferences(data, positionOf);
  const unproved = proveChallenges(value?.challenges ?? []).map(
    ({ path, ...fault }): Finding => ({
      severity: 'error',
      file,
      ...positionOf(path),
      path: formatPath(path),
      ...fault,
    }),
  );
  if (unproved.length > 0) return { findings: [...findings, ...unproved].sort(compareFindings), references };
  return { lesson: value, findings, references };
}
