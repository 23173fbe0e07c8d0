import { describe, expect, it } from 'vitest';
import { readFields, readIntegers } from '../../../../widgets/engines/inference/onnx/wire-reader.ts';
import { MessageWriter } from '../../../../widgets/engines/inference/onnx/wire-writer.ts';

const hexOf = (message: MessageWriter) => Buffer.from(message.finish()).toString('hex');

describe('MessageWriter', () => {
  it('writes the examples of the Protocol Buffers documentation', () => {
    // https://protobuf.dev/programming-guides/encoding/: field 1 = 150; field 2 = "testing"; field 3 = a message with field 1 = 150.
    expect(hexOf(new MessageWriter().integer(1, 150))).toBe('089601');
    expect(hexOf(new MessageWriter().text(2, 'testing'))).toBe('120774657374696e67');
    expect(hexOf(new MessageWriter().message(3, new MessageWriter().integer(1, 150)))).toBe('1a03089601');
    expect(hexOf(new MessageWriter().integer(1, -2))).toBe('08feffffffffffffffff01');
  });

  it('writes large field numbers, long lengths and floats', () => {
    expect(hexOf(new MessageWriter().integer(20, 7))).toBe('a00107');
    expect(hexOf(new MessageWriter().bytes(1, new Uint8Array(300))).slice(0, 6)).toBe('0aac02');
    expect(hexOf(new MessageWriter().float(2, 1))).toBe('150000803f');
  });
});

describe('readFields', () => {
  it('reads what MessageWriter writes, in its order, negative and large numbers among it', () => {
    const message = new MessageWriter()
      .integer(1, -2)
      .integer(20, 2 ** 53)
      .text(2, 'a')
      .float(3, 0.5)
      .message(4, new MessageWriter().integer(1, 7));
    const fields = [...readFields(message.finish())];
    expect(fields.map(([field]) => field)).toEqual([1, 20, 2, 3, 4]);
    expect(fields[0]![1]).toBe(-2);
    expect(fields[1]![1]).toBe(2 ** 53);
    expect([...readFields(fields[4]![1] as Uint8Array)]).toEqual([[1, 7]]);
  });

  it('reads a packed list back', () => {
    const [[, bytes]] = [...readFields(new MessageWriter().integers(8, [0, 127, 128, -1]).finish())] as [
      [number, Uint8Array],
    ];
    expect(readIntegers(bytes)).toEqual([0, 127, 128, -1]);
  });

  it('refuses bytes that end within a field, and wire types that no file of ours has', () => {
    const whole = new MessageWriter().text(1, 'text').finish();
    expect(() => [...readFields(whole.subarray(0, 4))]).toThrow('goes beyond the end');
    expect(() => [...readFields(Uint8Array.of(0x80))]).toThrow('No whole number ends');
    expect(() => [...readFields(Uint8Array.of(0x0b))]).toThrow('Wire type 3');
  });
});
