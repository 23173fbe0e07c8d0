import { afterEach, expect, it, vi } from 'vitest';
import { LineReader } from '../../../widgets/engines/record/import/read-lines.ts';

afterEach(() => vi.unstubAllGlobals());

/** DEFLATE makes at most so many bytes of one (RFC 1951: 258 bytes of two bits, and the code of each a bit). */
const LARGEST_RATIO = 1032;

/** A file that the browser reads in one piece, as it may: how much it reads at once depends on what else the machine does. */
const readAtOnce = (bytes: Uint8Array<ArrayBuffer>) =>
  Object.assign(new Blob([bytes]), {
    stream: () =>
      new ReadableStream<Uint8Array>({
        start: (controller) => {
          controller.enqueue(bytes);
          controller.close();
        },
      }),
  });

it('a small file that unpacks to a huge one never has more than 8 MB of it unpacked at once, however it is read', async () => {
  const text = new Blob(['{"heading":1}\n', '{"a":1}\n'.repeat(4e6)]);
  const packed = await new Response(text.stream().pipeThrough(new CompressionStream('gzip'))).bytes();
  expect(packed.length * LARGEST_RATIO).toBeGreaterThan(30e6);
  let largest = 0;
  const Real = DecompressionStream;
  vi.stubGlobal(
    'DecompressionStream',
    class {
      readonly writable: WritableStream;
      readonly readable: ReadableStream;
      constructor(format: CompressionFormat) {
        const watch = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
          transform: (piece, controller) => {
            largest = Math.max(largest, piece.length);
            controller.enqueue(piece);
          },
        });
        this.writable = watch.writable;
        this.readable = watch.readable.pipeThrough(new Real(format));
      }
    },
  );
  const reader = new LineReader(readAtOnce(packed));
  for await (const line of reader.lines()) {
    expect(line).toBe(reader.line === 1 ? '{"heading":1}' : '{"a":1}');
    if (reader.line === 2000) break;
  }
  expect(reader.line).toBe(2000);
  expect(largest).toBeGreaterThan(0);
  expect(largest * LARGEST_RATIO).toBeLessThan(8e6);
});
