import { wireFixed32, wireLengthDelimited, wireVarint } from './wire-writer.ts';

/** A field as it stands in the file: a varint as a number (signed, as `int64`), anything else as its bytes. */
export type WireValue = number | Uint8Array;

/**
 * The fields of a message in their order. Reads what `MessageWriter` writes: varints, fixed 32-bit and length-delimited values.
 * Throws a RangeError for bytes that are no such message.
 */
export function* readFields(bytes: Uint8Array): Generator<readonly [field: number, value: WireValue]> {
  const reader = new VarintReader(bytes);
  while (reader.offset < bytes.length) {
    const tag = reader.next();
    const wireType = tag % 8;
    if (wireType === wireVarint) {
      yield [(tag - wireType) / 8, reader.next()];
      continue;
    }
    if (wireType !== wireLengthDelimited && wireType !== wireFixed32)
      throw new RangeError(`Wire type ${wireType} at byte ${reader.offset}: this is not a file of ours.`);
    const length = wireType === wireFixed32 ? 4 : reader.next();
    const end = reader.offset + length;
    if (length < 0 || end > bytes.length)
      throw new RangeError(`A field of ${length} bytes at byte ${reader.offset} goes beyond the end.`);
    yield [(tag - wireType) / 8, bytes.subarray(reader.offset, end)];
    reader.offset = end;
  }
}

/** The values of a packed list of integers. */
export function readIntegers(bytes: Uint8Array): number[] {
  const reader = new VarintReader(bytes);
  const values: number[] = [];
  while (reader.offset < bytes.length) values.push(reader.next());
  return values;
}

class VarintReader {
  offset = 0;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  next(): number {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.#bytes[this.offset++];
      if (byte === undefined) break;
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return Number(BigInt.asIntN(64, value));
    }
    throw new RangeError(`No whole number ends at byte ${this.offset}.`);
  }
}
