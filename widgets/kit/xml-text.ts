const escaped: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Whether XML 1.0 may hold this code point. */
const isAllowed = (code: number) =>
  code === 9 ||
  code === 10 ||
  code === 13 ||
  (code >= 0x20 && code <= 0xd7ff) ||
  (code >= 0xe000 && code <= 0xfffd) ||
  code >= 0x10000;

/** Text as XML takes it, in an element or an attribute: without the characters that no XML document may have. */
export function xmlText(text: string): string {
  const allowed = [...text].filter((character) => isAllowed(character.codePointAt(0)!));
  return allowed.map((character) => escaped[character] ?? character).join('');
}
