/** Bytes as text that an address may hold without escapes: RFC 4648, section 5, without padding. */
export function toBase64Url(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** The bytes again, or the first place (from 0) where the text cannot be base64url. */
export function fromBase64Url(
  text: string,
): { readonly bytes: Uint8Array<ArrayBuffer> } | { readonly faultAt: number } {
  const faultAt = text.search(/[^A-Za-z0-9_-]/);
  if (faultAt >= 0) return { faultAt };
  // One character alone carries six bits, which is no byte: text of such a length was cut.
  if (text.length % 4 === 1) return { faultAt: text.length };
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return { bytes: Uint8Array.from(binary, (character) => character.charCodeAt(0)) };
}
