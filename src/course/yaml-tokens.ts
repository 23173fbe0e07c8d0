import { type CST, Parser } from 'yaml';

/** Levels of lists and keys within one another that front matter may have. Lessons need 4; the limit keeps a crafted file from exhausting the stack. */
export const maximumDepth = 32;

/** A sign that the course format refuses. */
export interface RefusedToken {
  /** `unclosed` is a quotation whose last sign is an escaped quotation mark, which the parser takes for its end. */
  readonly kind: 'anchor' | 'alias' | 'tag' | 'unclosed';
  readonly offset: number;
  readonly source: string;
}

/** What is known of YAML before it is composed. */
export interface YamlTokens {
  readonly tokens: readonly CST.Token[];
  /** Offset of the first collection that is nested too deeply. */
  readonly tooDeepAt: number | undefined;
  readonly refused: readonly RefusedToken[];
}

/** Reads the syntax tree of some YAML and looks through it with a stack of its own: `yaml` composes by recursion, which deep nesting overflows. */
export function readTokens(source: string): YamlTokens {
  const tokens = [...new Parser().parse(source)];
  const refused: RefusedToken[] = [];
  const open: { token: CST.Token | CST.SourceToken; depth: number }[] = tokens.map((token) => ({ token, depth: 0 }));
  let tooDeepAt: number | undefined;
  for (let entry = open.pop(); entry !== undefined; entry = open.pop()) {
    const { token, depth } = entry;
    if (depth > maximumDepth) tooDeepAt = Math.min(tooDeepAt ?? token.offset, token.offset);
    if (token.type === 'anchor' || token.type === 'alias' || token.type === 'tag') {
      refused.push({ kind: token.type, offset: token.offset, source: token.source });
    }
    if (token.type === 'double-quoted-scalar' && hasEscapedEnd(token.source)) {
      refused.push({ kind: 'unclosed', offset: token.offset, source: token.source });
    }
    for (const child of childrenOf(token)) open.push({ token: child, depth: 'items' in token ? depth + 1 : depth });
  }
  return { tokens, tooDeepAt, refused: refused.sort((a, b) => a.offset - b.offset) };
}

/** Whether an odd number of backslashes stands before the last quotation mark. */
function hasEscapedEnd(source: string): boolean {
  let backslashes = 0;
  while (source[source.length - 2 - backslashes] === '\\') backslashes++;
  return source.endsWith('"') && backslashes % 2 === 1;
}

function* childrenOf(token: CST.Token | CST.SourceToken): Generator<CST.Token | CST.SourceToken> {
  if (token.type === 'document') {
    yield* token.start;
    if (token.value !== undefined) yield token.value;
  }
  if (!('items' in token)) return;
  for (const item of token.items) {
    yield* item.start;
    if (item.key) yield item.key;
    yield* item.sep ?? [];
    if (item.value) yield item.value;
  }
}
