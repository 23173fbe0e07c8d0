import { Sha256 } from '../sha-256.ts';
import { FileFault } from './import-answer.ts';

/** What a file may cost: room for 200,000 events, ten years of a busy learner (measured: about 500 bytes each, 80 compressed). */
export const FILE_LIMITS = { fileBytes: 32e6, rawBytes: 160e6, lineBytes: 1e6, lines: 200_001 } as const;

/** Bytes that are unpacked at once: Chromium unpacks all that it is given before it waits for the reader, a thousand bytes for each, and reads a file in pieces of any size. */
const PACKED_PIECE_BYTES = 4096;

const LINE_END = 10;
const EXPORT_AGAIN = 'Export the record again, or choose another file.';

async function isGzip(file: Blob): Promise<boolean> {
  const start = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  return start[0] === 0x1f && start[1] === 0x8b;
}

/** The same bytes in small pieces. */
const inPieces = () =>
  new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform: (bytes, controller) => {
      for (let at = 0; at < bytes.length; at += PACKED_PIECE_BYTES)
        controller.enqueue(bytes.subarray(at, at + PACKED_PIECE_BYTES));
    },
  });

/** A file's text by lines, read as a stream, so that a small file that unpacks to a huge one is stopped and not stored. */
export class LineReader {
  /** Of the line given last, from 1. */
  line = 0;
  /** Of everything after the first line. */
  readonly #hash = new Sha256();
  readonly #file: Blob;
  /** Text is decoded strictly: bytes that are no UTF-8 are a damaged file, and not question marks. */
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });

  constructor(file: Blob) {
    this.#file = file;
  }

  /** SHA-256 of everything after the first line; asked once all lines were given. */
  bodyHash(): string {
    return this.#hash.hex();
  }

  /** Throws `FileFault` where the file is too large, is no text, or ends too early. */
  async *lines(): AsyncGenerator<string> {
    let rest: Uint8Array[] = [];
    let restBytes = 0;
    for await (const chunk of this.#chunks()) {
      let from = 0;
      for (let end = chunk.indexOf(LINE_END); end >= 0; end = chunk.indexOf(LINE_END, from)) {
        rest.push(chunk.subarray(from, end + 1));
        yield this.#take(rest);
        rest = [];
        restBytes = 0;
        from = end + 1;
      }
      rest.push(chunk.subarray(from));
      restBytes += chunk.length - from;
      if (restBytes > FILE_LIMITS.lineBytes)
        throw new FileFault(
          this.line + 1,
          `Expected a line of at most 1 MB, found a longer one.`,
          'This file is not an export of this course.',
        );
    }
    if (restBytes > 0) yield this.#take(rest);
  }

  async *#chunks(): AsyncGenerator<Uint8Array> {
    if (this.#file.size > FILE_LIMITS.fileBytes)
      throw new FileFault(
        1,
        `Expected a file of at most 32 MB, found ${Math.ceil(this.#file.size / 1e6)} MB.`,
        EXPORT_AGAIN,
      );
    const plain = this.#file.stream();
    const stream = (await isGzip(this.#file))
      ? plain.pipeThrough(inPieces()).pipeThrough(new DecompressionStream('gzip'))
      : plain;
    const reader = stream.getReader();
    let total = 0;
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return;
        total += value.length;
        if (total > FILE_LIMITS.rawBytes)
          throw new FileFault(
            this.line + 1,
            'Expected at most 160 MB of text, found more.',
            'This file is not an export of this course.',
          );
        yield value;
      }
    } catch (error) {
      if (error instanceof FileFault) throw error;
      // The browser's own words name no line: "Compressed input was truncated", "The compressed data was not valid".
      throw new FileFault(
        this.line + 1,
        'Expected the compressed text to go on, found its end or damaged bytes.',
        EXPORT_AGAIN,
      );
    } finally {
      await reader.cancel().catch(() => {});
    }
  }

  #take(parts: readonly Uint8Array[]): string {
    this.line++;
    if (this.line > FILE_LIMITS.lines)
      throw new FileFault(
        this.line,
        'Expected at most 200,000 entries, found more.',
        'This file is not an export of this course.',
      );
    const bytes = parts.length === 1 ? parts[0]! : joined(parts);
    if (this.line > 1) this.#hash.update(bytes);
    try {
      return this.#decoder.decode(bytes).trimEnd();
    } catch {
      throw new FileFault(this.line, 'Expected text in UTF-8, found other bytes.', EXPORT_AGAIN);
    }
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
