import type { Problem } from '../../kit/problem.ts';

/** Largest model file that is accepted, in bytes. */
export const modelByteLimit = 50_000_000;

export type FetchedBytes =
  | { readonly ok: true; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly ok: false; readonly problem: Problem };

/**
 * Fetches a file, telling how much has come after each piece, and stops as soon as it is larger than `byteLimit`.
 * `expectedBytes` is only for the progress where the host does not tell the size.
 */
export async function fetchBytes(
  url: string,
  byteLimit: number,
  expectedBytes: number | null,
  onProgress: (loadedBytes: number, totalBytes: number | null) => void,
): Promise<FetchedBytes> {
  let response: Response;
  try {
    response = await fetch(url);
  } catch {
    return fault(url, 'a file', 'no answer from the host', 'Check the connection and try again.');
  }
  // A development server answers an unknown address with a web page and status 200.
  const isPage = response.headers.get('content-type')?.startsWith('text/html') ?? false;
  if (!response.ok || isPage) {
    const found = response.ok
      ? 'a web page: there is no such file'
      : `status ${response.status}: there is no such file`;
    return fault(
      url,
      'a file',
      found,
      'Load the page again, for the site may have been updated. Where that does not help, check the address.',
    );
  }
  const tooLarge = () => fault(url, `at most ${byteLimit / 1e6} MB`, 'a larger file', 'Use a smaller model.');
  const isEncoded = response.headers.has('content-encoding');
  const declared = isEncoded ? Number.NaN : Number(response.headers.get('content-length') ?? Number.NaN);
  if (declared > byteLimit) {
    await response.body?.cancel();
    return tooLarge();
  }
  const total = Number.isFinite(declared) ? declared : expectedBytes;
  try {
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    let loaded = 0;
    const reader = response.body!.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return { ok: true, bytes: join(pieces, loaded) };
      loaded += value.length;
      if (loaded > byteLimit) {
        await reader.cancel();
        return tooLarge();
      }
      pieces.push(value);
      onProgress(loaded, total);
    }
  } catch {
    return fault(url, 'the whole file', 'a connection that broke off', 'Check the connection and try again.');
  }
}

function join(pieces: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const piece of pieces) {
    bytes.set(piece, offset);
    offset += piece.length;
  }
  return bytes;
}

function fault(path: string, expected: string, found: string, fix: string): FetchedBytes {
  return { ok: false, problem: { path, expected, found, fix } };
}
