/**
 * Logarithm, exponential, power, sine and cosine out of IEEE additions, multiplications, divisions, square roots and bits alone. The language
 * leaves the last bit of `Math.log` and its siblings to each browser; these give the same bits everywhere. The method is that of fdlibm (Sun
 * Microsystems 1993: reduce the argument, then a minimax polynomial), whose coefficients these are. Errors are within about
 * one unit in the last place, of `log1p` and `expm1` two, of `pow` four.
 */

const asDouble = new Float64Array(1);
const asWords = new Uint32Array(asDouble.buffer);
const HIGH = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 1 : 0;
const LOW = 1 - HIGH;

/** ln 2 in two parts: the first has so few bits that whole multiples of it are exact. */
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;

/** Of the number that `split` took apart: fraction · 2^exponent with √½ ≤ fraction < √2. */
let exponent = 0;

/** Gives the fraction and leaves the exponent, for a finite x above 0. */
function split(x: number): number {
  let shift = 0;
  asDouble[0] = x;
  if (asWords[HIGH]! < 0x0010_0000) {
    asDouble[0] = x * 0x40_0000_0000_0000;
    shift = -54;
  }
  const high = asWords[HIGH]!;
  const fractionBits = high & 0x000f_ffff;
  // Half an octave up when the fraction is above √2, whose leading bits are 0x6a09e.
  const upper = fractionBits >= 0x6a09f ? 1 : 0;
  exponent = (high >>> 20) - 1023 + upper + shift;
  asWords[HIGH] = fractionBits | (upper === 1 ? 0x3fe0_0000 : 0x3ff0_0000);
  return asDouble[0]!;
}

/** The series of log(1 + f) in s = f/(2 + f) without its first term: log(1 + f) = f − f²/2 + s · (f²/2 + tail). */
function tail(z: number): number {
  const w = z * z;
  const even = w * (0.3999999999940942 + w * (0.22222198432149784 + w * 0.15313837699209373));
  const odd = z * (0.6666666666666735 + w * (0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605116586)));
  return even + odd;
}

/** Natural logarithm. */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  if (x === Infinity) return x;
  const f = split(x) - 1;
  const k = exponent;
  const s = f / (2 + f);
  const half = 0.5 * f * f;
  return k * LN2_HIGH - (half - (s * (half + tail(s * s)) + k * LN2_LOW) - f);
}

/** log(1 + x), exact to the last digits for small x. */
export function log1p(x: number): number {
  const sum = 1 + x;
  if (sum === 1 || sum === Infinity) return x;
  // What the sum lost by rounding comes back as a factor (W. Kahan's device).
  return log(sum) * (x / (sum - 1));
}

/** y · 2^k; in two steps where one step would leave the normal numbers. */
function scale(y: number, k: number): number {
  if (k > 1023) return scale(y * 2, k - 1);
  if (k < -1022) return scale(y, k + 54) * 5.551115123125783e-17;
  asWords[HIGH] = (k + 1023) << 20;
  asWords[LOW] = 0;
  return y * asDouble[0]!;
}

/** e to the power of x. */
export function exp(x: number): number {
  if (!(x < 709.782712893384)) return Number.isNaN(x) ? NaN : Infinity;
  if (x < -745.1332191019412) return 0;
  const k = Math.floor(x * Math.LOG2E + 0.5);
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const r = high - low;
  const z = r * r;
  const c =
    r -
    z *
      (0.16666666666666602 +
        z *
          (-0.0027777777777015593 +
            z * (6.613756321437934e-5 + z * (-1.6533902205465252e-6 + z * 4.1381367970572385e-8))));
  return scale(1 - (low - (r * c) / (2 - c) - high), k);
}

/** exp(x) − 1, exact to the last digits for small x. */
export function expm1(x: number): number {
  const y = exp(x);
  if (y === 1) return x;
  if (y === 0 || y === Infinity) return y - 1;
  // The rounding of exp comes back through its logarithm (W. Kahan's device).
  return Math.abs(x) > 1 ? y - 1 : ((y - 1) * x) / log(y);
}

/** The upper half of the bits of x; the rest, x minus this, has the others, so that products of halves are exact (T. Dekker 1971). */
function upperHalf(x: number): number {
  const t = x * 134217729;
  return t - (t - x);
}

/** What the product a · b loses by rounding to `product`. */
function lostIn(product: number, a: number, b: number): number {
  const aHigh = upperHalf(a);
  const bHigh = upperHalf(b);
  const aLow = a - aHigh;
  const bLow = b - bHigh;
  return aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
}

/** x to the power of y for x ≥ 0, or for any x when y is whole. The logarithm carries twice the digits, because exp magnifies its error. */
export function pow(x: number, y: number): number {
  if (y === 0) return 1;
  if (Number.isNaN(x) || Number.isNaN(y)) return NaN;
  if (y === 1) return x;
  if (y === 2) return x * x;
  if (x < 0) return negativePow(x, y);
  if (x === 1) return Math.abs(y) === Infinity ? NaN : 1;
  if (x === 0 || x === Infinity) return (x === 0) === y > 0 ? 0 : Infinity;
  if (Math.abs(y) === Infinity) return x > 1 === y > 0 ? Infinity : 0;
  const m = split(x);
  const k = exponent;
  const f = m - 1;
  const bottom = 2 + f;
  const bottomLost = f - (bottom - 2);
  const s = f / bottom;
  const sProduct = s * bottom;
  const sLow = (f - sProduct - lostIn(sProduct, s, bottom) - s * bottomLost) / bottom;
  // log m = 2s + s · tail(s²), with the first term in two parts.
  const z = s * s;
  const rest = s * tail(z) + 2 * sLow + k * LN2_LOW;
  const whole = k * LN2_HIGH;
  const first = whole + 2 * s;
  const firstLost = Math.abs(whole) >= Math.abs(2 * s) ? 2 * s - (first - whole) : whole - (first - 2 * s);
  const high = first + (rest + firstLost);
  const low = rest + firstLost - (high - first);
  const product = y * high;
  if (!(Math.abs(product) < 800)) return product > 0 ? Infinity : 0;
  const correction = lostIn(product, y, high) + y * low;
  return exp(product) * (1 + correction);
}

function negativePow(x: number, y: number): number {
  if (Math.floor(y) !== y) return x === -Infinity ? pow(Infinity, y) : NaN;
  return Math.abs(y % 2) === 1 ? -pow(-x, y) : pow(-x, y);
}

/**
 * What is left of the angle after quarter turns were taken away, and the little that its rounding lost. In an array, because a number with a fraction
 * in a variable of the module would be a new object every time.
 */
const reduced = new Float64Array(2);

/** Up to π/4 no quarter turn is taken away. */
const EIGHTH_TURN = 0.785;

/** Takes quarter turns off and gives their number modulo 4. π/2 in parts of 33 bits: exact up to about 10^6 quarter turns, less so beyond. */
function reduce(x: number): number {
  const turns = Math.floor(x * 0.6366197723675814 + 0.5);
  const first = x - turns * 1.5707963267341256;
  const second = turns * 6.077100506303966e-11;
  const rest = first - second;
  const lost = turns * 2.0222662487959506e-21 - (first - rest - second);
  const angle = rest - lost;
  reduced[0] = angle;
  reduced[1] = rest - angle - lost;
  return turns - 4 * Math.floor(turns / 4);
}

/** Sine of x + lost for |x| up to π/4. */
function sineOf(x: number, lost: number): number {
  const z = x * x;
  const r =
    0.00833333333332249 +
    z *
      (-0.0001984126982985795 + z * (2.7557313707070068e-6 + z * (-2.5050760253406863e-8 + z * 1.58969099521155e-10)));
  return x - (z * (0.5 * lost - z * x * r) - lost - z * x * -0.16666666666666632);
}

/** Cosine of x + lost for |x| up to π/4. */
function cosineOf(x: number, lost: number): number {
  const z = x * x;
  const r =
    z *
    (0.0416666666666666 +
      z *
        (-0.001388888888887411 +
          z *
            (2.480158728947673e-5 +
              z * (-2.7557314351390663e-7 + z * (2.087572321298175e-9 + z * -1.1359647557788195e-11)))));
  const half = 0.5 * z;
  const w = 1 - half;
  return w + (1 - w - half + (z * r - x * lost));
}

/** Sine of an angle in radians. */
export function sin(x: number): number {
  if (Math.abs(x) < EIGHTH_TURN) return sineOf(x, 0);
  const quarter = reduce(x);
  const angle = reduced[0]!;
  const angleLost = reduced[1]!;
  const value = quarter % 2 === 0 ? sineOf(angle, angleLost) : cosineOf(angle, angleLost);
  return quarter < 2 ? value : -value;
}

/** Cosine of an angle in radians. */
export function cos(x: number): number {
  const quarter = reduce(x);
  const angle = reduced[0]!;
  const angleLost = reduced[1]!;
  const value = quarter % 2 === 0 ? cosineOf(angle, angleLost) : sineOf(angle, angleLost);
  return quarter === 0 || quarter === 3 ? value : -value;
}
