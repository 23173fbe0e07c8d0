/** Turns a text and numbers into 32 well-mixed bits: FNV-1a over the characters, then the finaliser of MurmurHash3. */
function mix(hash: number): number {
  let bits = hash;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

function hashName(name: string, salt: number): number {
  let hash = mix(0x811c9dc5 ^ salt);
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return mix(hash);
}

/**
 * One stream of uniform numbers, sfc32 (Chris Doty-Humphrey, PractRand; period at least 2^32, about 2^127 on average). A stream is named by
 * (seed, replication, purpose), so a change of policy in one place leaves the numbers of every other place as they were.
 */
export class RandomStream {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  /** `seed` is a whole number from 0 to 2^53 − 1, `replication` a whole number from 0. */
  constructor(seed: number, replication: number, name: string) {
    const low = mix((seed >>> 0) ^ 0x9e3779b9);
    const high = mix(Math.floor(seed / 0x1_0000_0000) ^ 0x243f6a88);
    this.#a = mix(low ^ hashName(name, 1)) | 0;
    this.#b = mix(high ^ hashName(name, 2)) | 0;
    this.#c = mix(mix(replication ^ 0x13198a2e) ^ hashName(name, low ^ 3)) | 0;
    for (let i = 0; i < 15; i++) this.#next32();
  }

  #next32(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  /** Uniform on [0, 1) with 53 random bits. */
  uniform(): number {
    const high = this.#next32() >>> 5;
    return (high * 0x400_0000 + (this.#next32() >>> 6)) / 0x20_0000_0000_0000;
  }

  /** Exponential with mean 1, by inversion, so that equal streams give comonotone draws at every rate. Finite and at least 0. */
  exponential(): number {
    return -Math.log(1 - this.uniform());
  }

  /** Standard normal, by inversion. */
  normal(): number {
    return normalQuantile(this.uniform() || 2 ** -54);
  }

  /** Gamma with mean `shape` and scale 1 (Marsaglia and Tsang 2000; for shapes below 1 boosted by U^(1/shape)). `shape` is above 0. */
  gamma(shape: number): number {
    if (shape < 1) return this.gamma(shape + 1) * (1 - this.uniform()) ** (1 / shape);
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = this.normal();
      const v = (1 + c * x) ** 3;
      if (v > 0 && Math.log(1 - this.uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
    }
  }
}

/** Inverse of the standard normal distribution function for 0 < p < 1 (Acklam's rational approximation, relative error below 1.2e-9). */
export function normalQuantile(p: number): number {
  if (p > 0.5) return -normalQuantile(1 - p);
  if (p < 0.02425) {
    const q = Math.sqrt(-2 * Math.log(p));
    const top =
      ((((-7.784894002430293e-3 * q - 0.3223964580411365) * q - 2.400758277161838) * q - 2.549732539343734) * q +
        4.374664141464968) *
        q +
      2.938163982698783;
    return (
      top /
      ((((7.784695709041462e-3 * q + 0.3224671290700398) * q + 2.445134137142996) * q + 3.754408661907416) * q + 1)
    );
  }
  const q = p - 0.5;
  const r = q * q;
  const top =
    (((((-39.69683028665376 * r + 220.9460984245205) * r - 275.9285104469687) * r + 138.357751867269) * r -
      30.66479806614716) *
      r +
      2.506628277459239) *
    q;
  return (
    top /
    (((((-54.47609879822406 * r + 161.5858368580409) * r - 155.6989798598866) * r + 66.80131188771972) * r -
      13.28068155288572) *
      r +
      1)
  );
}
