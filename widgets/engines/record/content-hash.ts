import { sha256 } from './sha-256.ts';

/**
 * A short name for a piece of content: 12 hexadecimal digits (48 bits) of the SHA-256 of its parts. Equal parts give equal names on every
 * device and in every build. Accents written in two ways (NFC, NFD) and runs of white space count as the same text, so that an editor that
 * re-wraps a line does not make a new question of it.
 */
export function contentHash(...parts: readonly string[]): string {
  const plain = parts.map((part) => part.normalize('NFC').trim().replaceAll(/\s+/gu, ' '));
  return sha256(JSON.stringify(plain)).slice(0, 12);
}
