import type { Precision } from '../engines/inference/onnx/precision.ts';

/** What making a variant did to the answers: the same rows, asked before and after. */
export interface VariantChange {
  readonly rowCount: number;
  /** Largest difference between the two probabilities of a row. */
  readonly largestDifference: number;
  /** Rows that one of the two gives one half or more, and the other less. */
  readonly turnedCount: number;
}

export function changeOf(before: readonly number[], after: readonly number[]): VariantChange {
  return {
    rowCount: before.length,
    largestDifference: before.reduce((most, value, index) => Math.max(most, Math.abs(value - after[index]!)), 0),
    turnedCount: before.filter((value, index) => value >= 0.5 !== after[index]! >= 0.5).length,
  };
}

/** Differences up to here are the rounding of float32 arithmetic, done in another order. */
const roundingLimit = 1e-6;

/** What a learner is told of it, in full sentences. */
export function describeChange({ rowCount, largestDifference, turnedCount }: VariantChange): string {
  const asked = `Asked for the ${rowCount} held-out rows`;
  if (largestDifference <= roundingLimit)
    return `${asked}, it gives the probabilities of the network it was made of: they differ by at most ${plainNumber(largestDifference)}, which is rounding.`;
  const turned =
    turnedCount === 0
      ? 'no row changes sides'
      : `${turnedCount === 1 ? '1 row changes' : `${turnedCount} rows change`} sides`;
  return `${asked}, its probabilities differ from those of the network it was made of by at most ${(largestDifference * 100).toPrecision(2)} points, and ${turned}.`;
}

/** A number far below one without an exponent: `0.00000006`. */
function plainNumber(value: number): string {
  return value === 0 ? '0' : value.toFixed(Math.max(0, -Math.floor(Math.log10(value))));
}

/** What a precision does, in one sentence. */
export const precisionNotes: Readonly<Record<Precision, string>> = {
  float32: 'Four bytes to a weight, as it was trained.',
  float16:
    'Half the size. The runtime of a browser has no 16-bit arithmetic: it widens the weights when it opens the model, and computes as before.',
  int8: 'A quarter of the size. Weights and what enters a layer are rounded to whole numbers; whether that is faster depends on the processor, so measure it.',
  int4: 'An eighth of the size. The runtime unpacks the weights at every call, which costs time.',
};
