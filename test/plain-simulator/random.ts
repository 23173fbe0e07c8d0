/** Uniform numbers above 0 and at most 1, by the generator known as mulberry32. */
export function uniformNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return (((mixed ^ (mixed >>> 14)) >>> 0) + 1) / 2 ** 32;
  };
}

export function exponentialNumbers(seed: number, mean: number): () => number {
  const uniform = uniformNumbers(seed);
  return () => -mean * Math.log(uniform());
}
