import { formatProblem, type Problem } from '../../kit/problem.ts';

/** A model could not be used. `problem.path` is the address of the file; the message is the whole problem in one line. */
export class ModelFileError extends Error {
  override name = 'ModelFileError';
  readonly problem: Problem;

  constructor(problem: Problem, options?: ErrorOptions) {
    super(formatProblem(problem), options);
    this.problem = problem;
  }
}
