import type { YAMLError } from 'yaml';
import { quoteFrom } from './quote-value.ts';
import type { YamlFault, YamlText } from './yaml-fault.ts';
import {
  deeperLine,
  keyWithoutColon,
  listBesideKey,
  missingComma,
  otherColumn,
  unclosedCollection,
} from './yaml-layout-faults.ts';
import {
  escapedEnd,
  missingQuote,
  plainColon,
  reservedStart,
  textAfterQuote,
  unknownEscape,
} from './yaml-quote-faults.ts';
import type { RefusedToken } from './yaml-tokens.ts';

type Explain = (text: YamlText, offset: number, message: string) => YamlFault | undefined;

const explanations: Readonly<Record<string, Explain>> = {
  BLOCK_AS_IMPLICIT_KEY: (text, offset) => plainColon(text, offset) ?? deeperLine(offset),
  BLOCK_IN_FLOW: (text, offset) => plainColon(text, offset),
  BAD_SCALAR_START: reservedStart,
  BAD_DQ_ESCAPE: unknownEscape,
  MISSING_CHAR: (text, offset, message) =>
    missingQuote(text, offset, message) ?? missingComma(offset, message) ?? keyWithoutColon(text, offset),
  UNEXPECTED_TOKEN: (text, offset, message) => textAfterQuote(text, offset) ?? listBesideKey(offset, message),
  BAD_INDENT: (text, offset, message) => unclosedCollection(text, offset, message) ?? otherColumn(offset, message),
  MULTILINE_IMPLICIT_KEY: (text, offset) => keyWithoutColon(text, offset),
  MULTIPLE_DOCS: (_text, offset) => ({
    offset,
    expected: 'one document',
    found: 'more after a line of three dots',
    fix: 'Remove the line of three dots.',
  }),
  NON_STRING_KEY: (_text, offset) => ({
    offset,
    expected: 'a word as the key',
    found: 'a list or a group of keys as a key',
    fix: 'Put the key in quotes.',
  }),
};

/** Says in words what a YAML error means for an author. */
export function explainYamlError(error: YAMLError, text: YamlText): YamlFault {
  const offset = error.pos[0];
  const known = explanations[error.code]?.(text, offset, error.message);
  return (
    known ?? {
      offset,
      expected: 'YAML',
      found: `a fault (${error.message})`,
      fix: 'Compare the line with the examples of the lesson format.',
    }
  );
}

/** An anchor, an alias, a tag, or a quotation that does not end. Text in Markdown emphasis (`**word**`) is read as an alias, so quoting is what most authors need. */
export function explainRefused({ kind, offset, source }: RefusedToken, text: YamlText): YamlFault {
  if (kind === 'unclosed') return escapedEnd(offset, offset + source.length);
  const names = { anchor: 'an anchor', alias: 'an alias', tag: 'a tag' } as const;
  const found = `${names[kind]} (${JSON.stringify(source.slice(0, 40))})`;
  const fault = { offset, expected: 'values written out', found };
  const rest = text.source.slice(offset + source.length, offset + source.length + 80);
  if (kind === 'tag' && (source.startsWith('!!') || /^\s*["'[{\n]/.test(rest))) {
    const edit = { start: offset, end: offset + source.length + /^ */.exec(rest)![0].length, text: '' };
    return { ...fault, fix: 'Remove the tag; values have the type that they are written in.', edit };
  }
  const fix = `If it is text, put it in quotes: unquoted text may not begin with "${source[0]}". If it refers to another value, write that value out.`;
  return { ...fault, fix, edit: quoteFrom(text.source, offset, text.lines) };
}
