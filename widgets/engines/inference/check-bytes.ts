import type { Problem } from '../../kit/problem.ts';
import type { ModelSource } from './messages.ts';

/** The fault of a received file against what was said of it, or null. Runs before anything reads the file as a model. */
export function checkBytes(bytes: Uint8Array, digest: string, source: ModelSource): Problem | null {
  const fix =
    'Load it again; where that does not help, publish the site again: the file and its manifest do not belong together.';
  if (source.bytes !== undefined && bytes.length !== source.bytes) {
    const kind = bytes.length < source.bytes ? 'a truncated file' : 'a longer file';
    return { path: source.url, expected: `${source.bytes} bytes`, found: `${kind} of ${bytes.length} bytes`, fix };
  }
  if (source.sha256 !== undefined && digest !== source.sha256.toLowerCase()) {
    return {
      path: source.url,
      expected: `SHA-256 ${source.sha256.slice(0, 12)}…`,
      found: `SHA-256 ${digest.slice(0, 12)}…: the file was altered`,
      fix,
    };
  }
  return null;
}
