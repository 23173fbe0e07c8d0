/** The wire format of Protocol Buffers, as far as an ONNX file needs it: https://protobuf.dev/programming-guides/encoding/ */

const wireVarint = 0;
const wireLengthDelimited = 2;
const wireFixed32 = 5;

/** A message under construction: fields are written in the order of the calls, which fixes the bytes. */
export class MessageWriter {
  readonly #bytes: number[] = [];

  /** A whole number from −2^53 to 2^53. A negative one takes ten bytes, as `int64` asks. */
  integer(field: number, value: number): this {
    this.#tag(field, wireVarint);
    this.#varint(BigInt.asUintN(64, BigInt(value)));
    return this;
  }

  float(field: number, value: number): this {
    this.#tag(field, wireFixed32);
    return this.#append(littleEndian(4, (view) => view.setFloat32(0, value, true)));
  }

  text(field: number, value: string): this {
    return this.bytes(field, new TextEncoder().encode(value));
  }

  message(field: number, message: MessageWriter): this {
    return this.bytes(field, message.finish());
  }

  bytes(field: number, value: Uint8Array): this {
    this.#tag(field, wireLengthDelimited);
    this.#varint(BigInt(value.length));
    return this.#append(value);
  }

  finish(): Uint8Array<ArrayBuffer> {
    return Uint8Array.from(this.#bytes);
  }

  #tag(field: number, wireType: number): void {
    this.#varint(BigInt(field * 8 + wireType));
  }

  #varint(value: bigint): void {
    let rest = value;
    while (rest > 127n) {
      this.#bytes.push(Number(rest & 127n) | 128);
      rest >>= 7n;
    }
    this.#bytes.push(Number(rest));
  }

  #append(values: Uint8Array): this {
    for (const value of values) this.#bytes.push(value);
    return this;
  }
}

/** Bytes written through a view, so that the file does not depend on the byte order of the machine. */
export function littleEndian(length: number, write: (view: DataView) => void): Uint8Array {
  const bytes = new Uint8Array(length);
  write(new DataView(bytes.buffer));
  return bytes;
}
