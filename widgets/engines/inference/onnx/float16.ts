import { replaceLayers } from './dense-layers.ts';
import { elementTypes, type Graph } from './graph.ts';
import { roundHalfEven } from './round-half-even.ts';

/**
 * The graph with its weights in 16 bits and a `Cast` back to float32 in front of each layer, which the runtime does once when it opens the
 * model. The file is half as large; the computation is that of float32, because the WebAssembly runtime has no 16-bit kernels.
 */
export function halveWeights(graph: Graph): Graph {
  return replaceLayers(graph, `${graph.name}-float16`, ({ node, weights, biases }) => ({
    constants: [
      {
        ...weights,
        name: `${weights.name}_half`,
        type: 'float16',
        values: Uint16Array.from(weights.values, toHalfBits),
      },
      biases,
    ],
    nodes: [
      {
        operator: 'Cast',
        inputs: [`${weights.name}_half`],
        outputs: [weights.name],
        attributes: [{ name: 'to', integer: elementTypes.float32 }],
      },
      node,
    ],
  }));
}

/** One float32 and its bits, the same place read in two ways. */
const float32Place = new Float32Array(1);
const float32Bits = new Uint32Array(float32Place.buffer);

/** The bits of the binary16 number (IEEE 754) nearest to a float32, halves to even; `Math.f16round` is not in every browser. Finite, below 65,520. */
export function toHalfBits(value: number): number {
  float32Place[0] = value;
  const sign = (float32Bits[0]! >>> 16) & 0x8000;
  const size = Math.abs(value);
  if (!(size < 65_520)) throw new RangeError(`${value} is beyond the range of 16 bits.`);
  // Below 2^-14 the numbers are evenly spaced, 2^-24 apart; above, 1,024 to each power of two. A carry runs into the exponent by itself.
  if (size < 2 ** -14) return sign | roundHalfEven(size * 2 ** 24);
  const exponent = ((float32Bits[0]! >>> 23) & 255) - 127;
  return sign | (((exponent + 14) << 10) + roundHalfEven((size / 2 ** exponent) * 1024));
}

/** The number of binary16 bits that stand for a finite number. */
export function fromHalfBits(bits: number): number {
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  const size = exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25);
  return bits & 0x8000 ? -size : size;
}
