import type { Problem } from '../kit/problem.ts';

/** Words of the runtime when it cannot get the memory that a model asks for. */
const memoryWords =
  /bad_alloc|out of memory|memory access out of bounds|Cannot enlarge memory|Array buffer allocation|failed to allocate|shape is too large/i;

/** The first line of the runtime's message without the places in its source, and not endless. */
function plainWords(message: string): string {
  const words = message
    .split('\n')[0]!
    .replace(/^.*\[ONNXRuntimeError\] : \d+ : [A-Z_]+ : /, '')
    .replace(/\.$/, '');
  return words.length > 160 ? `${words.slice(0, 159)}…` : words;
}

/** The problem that an error carries, or one made of its message. `where` names the model or the file. */
export function problemOf(error: unknown, where: string): Problem {
  const known =
    typeof error === 'object' && error !== null && 'problem' in error
      ? (error.problem as Problem)
      : {
          path: where,
          expected: 'a model that answers',
          found: plainWords(error instanceof Error ? error.message : String(error)),
          fix: 'Choose another model; everything else on the page goes on working.',
        };
  const problem = { ...known, path: where };
  if (!memoryWords.test(problem.found)) return problem;
  return {
    ...problem,
    expected: 'a model that fits into the memory of a browser tab',
    found: `one that asks for more (${problem.found})`,
    fix: 'Choose a smaller model. The worker that held it was ended, and its memory was given back.',
  };
}
