import type { Problem } from '../kit/problem.ts';

/** The problem that an error carries, or one made of its message. `where` is the address of the file in question. */
export function problemOf(error: unknown, where: string): Problem {
  if (typeof error === 'object' && error !== null && 'problem' in error) return error.problem as Problem;
  const found = error instanceof Error ? error.message : String(error);
  return {
    path: where,
    expected: 'a model that answers',
    found,
    fix: 'Try again; everything else on the page goes on working.',
  };
}
