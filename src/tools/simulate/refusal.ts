import { formatProblem, type Problem } from '../../../widgets/kit/problem.ts';

/** The file, or the way the command was called, is refused: exit code 2. */
export class Refusal extends Error {
  /** `lines` are shown to the person as they are. */
  constructor(lines: readonly string[]) {
    super(lines.join('\n'));
  }
}

/** Refuses with a heading and one line per problem. */
export function refuse(heading: string, problems: readonly Problem[]): never {
  throw new Refusal([heading, ...problems.map((problem) => `  ${formatProblem(problem)}`)]);
}
