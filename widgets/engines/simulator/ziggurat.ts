import { exp, log } from './math.ts';

/**
 * Layers of equal area under a falling density, stacked from the bottom (Marsaglia and Tsang 2000): a point is drawn in a random layer and, but for
 * one or two in a hundred, lies under the density for certain, without a logarithm.
 */
export interface Ziggurat {
  /** By layer: width of the layer per unit of a 53-bit number, and the 53-bit numbers below which the point is surely under the density. */
  readonly scales: Float64Array;
  readonly sure: Float64Array;
  /** By layer: density at its lower and, with the next index, at its upper edge. */
  readonly heights: Float64Array;
}

export const LAYERS = 256;
const BITS_53 = 0x20_0000_0000_0000;

function build(
  tailStart: number,
  area: number,
  density: (x: number) => number,
  inverse: (y: number) => number,
): Ziggurat {
  const edges = new Float64Array(LAYERS + 1);
  edges[0] = area / density(tailStart);
  edges[1] = tailStart;
  for (let i = 2; i < LAYERS; i++) edges[i] = inverse(area / edges[i - 1]! + density(edges[i - 1]!));
  edges[LAYERS] = 0;
  return {
    scales: edges.map((edge) => edge / BITS_53).slice(0, LAYERS),
    sure: Float64Array.from({ length: LAYERS }, (_, i) => Math.floor((edges[i + 1]! / edges[i]!) * BITS_53)),
    heights: edges.map(density),
  };
}

/** Where the tail starts, so that 256 layers have equal area: of exp(−x) and of exp(−x²/2). */
export const EXPONENTIAL_TAIL = 7.697117470131049;
export const NORMAL_TAIL = 3.6541528853610088;

export const exponentialDensity = (x: number): number => exp(-x);
export const normalDensity = (x: number): number => exp(-0.5 * x * x);

export const EXPONENTIAL: Ziggurat = build(EXPONENTIAL_TAIL, 0.003949659822581556, exponentialDensity, (y) => -log(y));
export const NORMAL: Ziggurat = build(NORMAL_TAIL, 0.004928673233974658, normalDensity, (y) => Math.sqrt(-2 * log(y)));
