import { log, pow } from './math.ts';
import { normalQuantile } from './normal-quantile.ts';
import {
  EXPONENTIAL,
  EXPONENTIAL_TAIL,
  exponentialDensity,
  NORMAL,
  NORMAL_TAIL,
  normalDensity,
  type Ziggurat,
} from './ziggurat.ts';

export { normalQuantile } from './normal-quantile.ts';

/**
 * How random numbers are made. `fast`: the ziggurat. `inversion`: every number is the quantile of one uniform number, so that two distributions on
 * one seed give numbers that rise and fall together. `antithetic`: inversion, and replications 2k and 2k + 1 use u and 1 − u.
 */
export type Draws = 'fast' | 'inversion' | 'antithetic';

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

/** Numbers are made this many at a time; more would cost memory where there are thousands of streams. */
const BLOCK = 128;
const NOTHING = new Float64Array(0);
/** The bits behind one block: two words for each number. */
const words = new Int32Array(2 * BLOCK);
const PER_WORD = 0x1_0000_0000;
const PER_53_BITS = 1 / 0x20_0000_0000_0000;

/**
 * One stream of random numbers, from sfc32 (Chris Doty-Humphrey, PractRand; period at least 2^32, about 2^127 on average). A stream is named by
 * (seed, replication, purpose), so a change of policy in one place leaves the numbers of every other place as they were.
 */
export class RandomStream {
  readonly #state = new Int32Array(4);
  readonly #isFast: boolean;
  /** True in the second replication of an antithetic pair. */
  readonly #isMirrored: boolean;
  /** Blocks of numbers that are ready, used from the end. */
  #uniforms = NOTHING;
  #uniformsLeft = 0;
  #exponentials = NOTHING;
  #exponentialsLeft = 0;
  #normals = NOTHING;
  #normalsLeft = 0;

  /** `seed` is a whole number from 0 to 2^53 − 1, `replication` a whole number from 0. */
  constructor(seed: number, replication: number, name: string, draws: Draws = 'fast') {
    const isPaired = draws === 'antithetic';
    const index = isPaired ? replication >>> 1 : replication;
    const low = mix((seed >>> 0) ^ 0x9e3779b9);
    const high = mix(Math.floor(seed / PER_WORD) ^ 0x243f6a88);
    this.#isFast = draws === 'fast';
    this.#isMirrored = isPaired && replication % 2 === 1;
    this.#state[0] = mix(low ^ hashName(name, 1));
    this.#state[1] = mix(high ^ hashName(name, 2));
    this.#state[2] = mix(mix(index ^ 0x13198a2e) ^ hashName(name, low ^ 3));
    this.#state[3] = 1;
    this.#fillWords(15);
  }

  /** Uniform on [0, 1) with 53 random bits. */
  uniform(): number {
    if (this.#uniformsLeft === 0) this.#makeUniforms();
    return this.#uniforms[--this.#uniformsLeft]!;
  }

  /** Exponential with mean 1. Finite and at least 0. */
  exponential(): number {
    if (this.#exponentialsLeft === 0) this.#makeExponentials();
    return this.#exponentials[--this.#exponentialsLeft]!;
  }

  /** Standard normal. */
  normal(): number {
    if (this.#normalsLeft === 0) this.#makeNormals();
    return this.#normals[--this.#normalsLeft]!;
  }

  /** Gamma with mean `shape` and scale 1 (Marsaglia and Tsang 2000; for shapes below 1 boosted by U^(1/shape)). `shape` is above 0. */
  gamma(shape: number): number {
    if (shape < 1) return this.gamma(shape + 1) * pow(1 - this.uniform(), 1 / shape);
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = this.normal();
      const root = 1 + c * x;
      const v = root * root * root;
      if (v > 0 && log(1 - this.uniform()) < 0.5 * x * x + d - d * v + d * log(v)) return d * v;
    }
  }

  #makeUniforms(): void {
    if (this.#uniforms.length === 0) this.#uniforms = new Float64Array(BLOCK);
    this.#fillUniforms(this.#uniforms);
    this.#uniformsLeft = BLOCK;
  }

  #makeExponentials(): void {
    if (this.#exponentials.length === 0) this.#exponentials = new Float64Array(BLOCK);
    const block = this.#exponentials;
    this.#exponentialsLeft = BLOCK;
    if (this.#isFast) {
      this.#fillByZiggurat(block, EXPONENTIAL, false);
      return;
    }
    this.#fillUniforms(block);
    for (let i = 0; i < BLOCK; i++) block[i] = -log(1 - block[i]!);
  }

  #makeNormals(): void {
    if (this.#normals.length === 0) this.#normals = new Float64Array(BLOCK);
    const block = this.#normals;
    this.#normalsLeft = BLOCK;
    if (this.#isFast) {
      this.#fillByZiggurat(block, NORMAL, true);
      return;
    }
    this.#fillUniforms(block);
    for (let i = 0; i < BLOCK; i++) block[i] = normalQuantile(block[i]! || 2 ** -54);
  }

  #fillUniforms(block: Float64Array): void {
    this.#fillWords(2 * BLOCK);
    // The mirror image of the smallest number is the largest, not 1.
    const last = 1 - PER_53_BITS;
    for (let i = 0; i < BLOCK; i++) {
      const u = ((words[2 * i]! >>> 11) * PER_WORD + (words[2 * i + 1]! >>> 0)) * PER_53_BITS;
      block[i] = this.#isMirrored ? last - u : u;
    }
  }

  /** The lowest bits choose the layer and, for the normal, the sign; the 53 bits of the point are others. */
  #fillByZiggurat(block: Float64Array, { scales, sure }: Ziggurat, isSigned: boolean): void {
    this.#fillWords(2 * BLOCK);
    for (let i = 0; i < BLOCK; i++) {
      const word = words[2 * i]!;
      const layer = word & 0xff;
      const position = (word >>> 11) * PER_WORD + (words[2 * i + 1]! >>> 0);
      let x = position * scales[layer]!;
      if (position >= sure[layer]!) x = isSigned ? this.#finishNormal(layer, x) : this.#finishExponential(layer, x);
      block[i] = isSigned && (word & 0x100) !== 0 ? -x : x;
    }
  }

  /** The one or two in a hundred that need a second look: the point is kept, drawn anew or taken from the tail, which is exponential itself. */
  #finishExponential(firstLayer: number, firstX: number): number {
    const { heights } = EXPONENTIAL;
    let layer = firstLayer;
    let x = firstX;
    let shift = 0;
    for (;;) {
      if (layer === 0 && x >= EXPONENTIAL_TAIL) shift += EXPONENTIAL_TAIL;
      else {
        const y = heights[layer]! + this.#directUniform() * (heights[layer + 1]! - heights[layer]!);
        if (layer === 0 || y < exponentialDensity(x)) return shift + x;
      }
      layer = this.#next32() & 0xff;
      x = this.#directUniform() * EXPONENTIAL.scales[layer]! * 0x20_0000_0000_0000;
    }
  }

  #finishNormal(firstLayer: number, firstX: number): number {
    const { heights } = NORMAL;
    let layer = firstLayer;
    let x = firstX;
    for (;;) {
      if (layer === 0) return x < NORMAL_TAIL ? x : this.#normalTail();
      const y = heights[layer]! + this.#directUniform() * (heights[layer + 1]! - heights[layer]!);
      if (y < normalDensity(x)) return x;
      layer = this.#next32() & 0xff;
      x = this.#directUniform() * NORMAL.scales[layer]! * 0x20_0000_0000_0000;
    }
  }

  /** A normal beyond the last layer (Marsaglia 1964). */
  #normalTail(): number {
    for (;;) {
      const x = -log(1 - this.#directUniform()) / NORMAL_TAIL;
      const y = -log(1 - this.#directUniform());
      if (2 * y >= x * x) return NORMAL_TAIL + x;
    }
  }

  #directUniform(): number {
    return ((this.#next32() >>> 11) * PER_WORD + this.#next32()) * PER_53_BITS;
  }

  #next32(): number {
    const state = this.#state;
    const [a, b, c, counter] = [state[0]!, state[1]!, state[2]!, state[3]!];
    const sum = (a + b + counter) | 0;
    state[3] = counter + 1;
    state[0] = b ^ (b >>> 9);
    state[1] = c + (c << 3);
    state[2] = ((c << 21) | (c >>> 11)) + sum;
    return sum >>> 0;
  }

  /** The next `count` words of the generator, as many `#next32` at once. */
  #fillWords(count: number): void {
    const state = this.#state;
    let a = state[0]!;
    let b = state[1]!;
    let c = state[2]!;
    let counter = state[3]!;
    for (let i = 0; i < count; i++) {
      const sum = (a + b + counter) | 0;
      counter = (counter + 1) | 0;
      a = b ^ (b >>> 9);
      b = (c + (c << 3)) | 0;
      c = (((c << 21) | (c >>> 11)) + sum) | 0;
      words[i] = sum;
    }
    state[0] = a;
    state[1] = b;
    state[2] = c;
    state[3] = counter;
  }
}
