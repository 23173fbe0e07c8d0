/** Numbers from 0 (included) to 1 (excluded). */
export type RandomSource = () => number;

/**
 * A stream of random numbers from a whole-number seed: `sfc32` (C. Doty-Humphrey, PractRand 2010), filled from the seed and run 15 times
 * before its first answer. Integer arithmetic only, so that every engine gives the same stream.
 */
export function randomSource(seed: number): RandomSource {
  let a = 0x9e3779b9;
  let b = 0x243f6a88;
  let c = 0xb7e15162;
  let counter = seed ^ 0xdeadbeef;
  const next = () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 2 ** 32;
  };
  for (let turn = 0; turn < 15; turn++) next();
  return next;
}

/** Puts the numbers 0 … count − 1 in random order (Fisher–Yates). */
export function shuffledIndexes(count: number, random: RandomSource): number[] {
  const indexes = Array.from({ length: count }, (_, index) => index);
  for (let last = count - 1; last > 0; last--) {
    const chosen = Math.floor(random() * (last + 1));
    [indexes[last], indexes[chosen]] = [indexes[chosen]!, indexes[last]!];
  }
  return indexes;
}
