/** Bytes written to the inflater at once: so few that what was read before a fault is not lost with it. */
const pieceBytes = 128;

/** Text as UTF-8, compressed by DEFLATE (RFC 1951) with the browser's own code. */
export async function deflate(text: string): Promise<Uint8Array> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

export interface Inflated {
  /** What could be read, up to the limit. */
  readonly text: string;
  /** Whether that is all, the bytes are no DEFLATE stream that ends, or there is more than the limit. */
  readonly end: 'whole' | 'broken' | 'tooLarge';
}

/**
 * Expands what `deflate` made, and stops at `limitBytes`: DEFLATE can make a thousand bytes of one, and an address may come from anybody.
 * Never rejects.
 */
export async function inflate(bytes: Uint8Array<ArrayBuffer>, limitBytes: number): Promise<Inflated> {
  const { readable, writable } = new DecompressionStream('deflate-raw');
  const writer = writable.getWriter();
  const reader = readable.getReader();
  const writing = writeInPieces(writer, bytes);
  const decoder = new TextDecoder();
  let [text, size] = ['', 0];
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.byteLength;
      if (size > limitBytes) {
        await reader.cancel().catch(() => undefined);
        await writing;
        return { text, end: 'tooLarge' };
      }
      text += decoder.decode(value, { stream: true });
    }
  } catch {
    await writing;
    return { text, end: 'broken' };
  }
  await writing;
  return { text: text + decoder.decode(), end: 'whole' };
}

/** Writes and closes; a fault of the bytes is told by the reading side, so here it only ends the writing. */
async function writeInPieces(
  writer: WritableStreamDefaultWriter<BufferSource>,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<void> {
  try {
    for (let at = 0; at < bytes.length; at += pieceBytes) await writer.write(bytes.slice(at, at + pieceBytes));
    await writer.close();
  } catch {
    await writer.abort().catch(() => undefined);
  }
}
