import type { Problem } from '../kit/problem.ts';

/** Whether an error says what is wrong with a model: its file, or its silence. */
export function isModelFault(error: unknown): error is { readonly problem: Problem } {
  return typeof error === 'object' && error !== null && 'problem' in error;
}

/** The problem that an error carries, or one made of its message. `where` is the address of the file in question. */
export function problemOf(error: unknown, where: string): Problem {
  if (isModelFault(error)) return error.problem;
  const found = error instanceof Error ? error.message : String(error);
  return {
    path: where,
    expected: 'a model that answers',
    found,
    fix: 'Try again; everything else on the page goes on working.',
  };
}
