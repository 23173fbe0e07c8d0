import { cos, exp, expm1, log, log1p, pow, sin } from '../../../widgets/engines/simulator/math.ts';

/** The bits of many values of every function of `math.ts`, mixed into one number: equal in every browser, or the functions differ. */
export function digestOfMath(): number {
  const double = new Float64Array(1);
  const words = new Uint32Array(double.buffer);
  let digest = 0;
  let state = 1;
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const mix = (value: number) => {
    double[0] = value;
    digest = (Math.imul(digest ^ words[0]!, 0x85ebca6b) ^ Math.imul(words[1]!, 0xc2b2ae35)) >>> 0;
    digest = (digest ^ (digest >>> 15)) >>> 0;
  };
  for (let i = 0; i < 20_000; i++) {
    const u = uniform();
    const wide = (u - 0.5) * 1400;
    mix(log(u + 1e-12));
    mix(log1p(u - 0.5));
    mix(exp(wide));
    mix(expm1(u - 0.5));
    mix(pow(u * 100, 8 * uniform() - 4));
    mix(sin(wide * 100));
    mix(cos(wide * 100));
  }
  return digest;
}

/** Of the functions as they are; another number means that every random time has changed. */
export const EXPECTED_DIGEST = 1946613771;
