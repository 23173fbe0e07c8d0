/** The wire format of Protocol Buffers, as far as an ONNX file needs it: https://protobuf.dev/programming-guides/encoding/ */

export const wireVarint = 0;
export const wireLengthDelimited = 2;
export const wireFixed32 = 5;

/** A message under construction: fields are written in the order of the calls, which fixes the bytes. */
export class MessageWriter {
  /** Pieces that are copied once, in `finish`: a wide model has constants of 16 MB inside three nested messages. */
  readonly #chunks: Uint8Array[] = [];
  #length = 0;

  /** A whole number from −2^53 to 2^53. A negative one takes ten bytes, as `int64` asks. */
  integer(field: number, value: number): this {
    return this.#tag(field, wireVarint).#varint(value);
  }

  float(field: number, value: number): this {
    return this.#tag(field, wireFixed32).#append(littleEndian(4, (view) => view.setFloat32(0, value, true)));
  }

  text(field: number, value: string): this {
    return this.bytes(field, new TextEncoder().encode(value));
  }

  message(field: number, message: MessageWriter): this {
    this.#tag(field, wireLengthDelimited).#varint(message.#length);
    for (const chunk of message.#chunks) this.#append(chunk);
    return this;
  }

  bytes(field: number, value: Uint8Array): this {
    return this.#tag(field, wireLengthDelimited).#varint(value.length).#append(value);
  }

  /** A packed list: one field with the values end to end. */
  integers(field: number, values: readonly number[]): this {
    const list = new MessageWriter();
    for (const value of values) list.#varint(value);
    return this.message(field, list);
  }

  floats(field: number, values: readonly number[]): this {
    return this.bytes(
      field,
      littleEndian(values.length * 4, (view) => {
        for (const [index, value] of values.entries()) view.setFloat32(index * 4, value, true);
      }),
    );
  }

  finish(): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(this.#length);
    let offset = 0;
    for (const chunk of this.#chunks) {
      bytes.set(chunk, offset);
      offset += chunk.length;
    }
    return bytes;
  }

  #tag(field: number, wireType: number): this {
    return this.#varint(field * 8 + wireType);
  }

  #varint(value: number): this {
    const bytes: number[] = [];
    let rest = BigInt.asUintN(64, BigInt(value));
    while (rest > 127n) {
      bytes.push(Number(rest & 127n) | 128);
      rest >>= 7n;
    }
    bytes.push(Number(rest));
    return this.#append(Uint8Array.from(bytes));
  }

  #append(chunk: Uint8Array): this {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    return this;
  }
}

/** Bytes written through a view, so that the file does not depend on the byte order of the machine. */
export function littleEndian(length: number, write: (view: DataView) => void): Uint8Array {
  const bytes = new Uint8Array(length);
  write(new DataView(bytes.buffer));
  return bytes;
}
