const chunkSteps = 1024;

/** Steps of a linear congruential generator (Numerical Recipes' constants): each needs the one before, so no processor can do two at once. */
function chunk(from: number): number {
  let value = from;
  for (let step = 0; step < chunkSteps; step++) value = (Math.imul(value, 1_664_525) + 1_013_904_223) | 0;
  return value;
}

/**
 * A fixed piece of arithmetic that needs nothing but the processor: `count` steps, rounded up to 1,024. The caller keeps the answer, so that no compiler
 * can leave the work out. In short functions: one long loop was compiled well at first and, after some hundred calls, six times worse (V8 of Node 26).
 */
export function spin(count: number): number {
  let value = 1;
  for (let done = 0; done < count; done += chunkSteps) value = chunk(value);
  return value;
}
