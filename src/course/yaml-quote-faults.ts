import { quoteFrom, valueColumn } from './quote-value.ts';
import type { YamlFault, YamlText } from './yaml-fault.ts';

/** What mends most faults of unquoted text. */
export const quoteIt = 'Put the value in quotes.';

/** Unquoted text that begins with a sign that YAML keeps for itself (`@`, a backtick, `%`). */
export function reservedStart({ source, lines }: YamlText, offset: number): YamlFault {
  const found = `unquoted text that begins with ${JSON.stringify(source[offset])}, which YAML reserves`;
  return { offset, expected: 'text', found, fix: quoteIt, edit: quoteFrom(source, offset, lines) };
}

/** `"C:\\data"`: in double quotes a backslash begins an escape. */
export function unknownEscape({ source }: YamlText, offset: number): YamlFault {
  return {
    offset,
    expected: 'text in double quotes in which a backslash begins a known escape',
    found: JSON.stringify(source.slice(offset, offset + 2)),
    fix: 'Use single quotes, in which a backslash is a backslash, or double the backslash.',
    edit: { start: offset, end: offset + 1, text: '\\\\' },
  };
}

/** `title: Case Study: Digits`: a colon followed by a space in unquoted text. */
export function plainColon({ source, lines }: YamlText, offset: number): YamlFault | undefined {
  const { line, column } = lines.positionOf(offset);
  const rest = lines.textOf(line).slice(column - 1);
  if (!/:(?:\s|$)/.test(rest)) return undefined;
  const found = `a second colon followed by a space, in ${JSON.stringify(rest.trim().slice(0, 60))}`;
  return {
    offset,
    expected: 'text in quotes, because it contains ": "',
    found,
    fix: quoteIt,
    edit: quoteFrom(source, offset, lines),
  };
}

/** A quotation mark that is not closed. */
export function missingQuote({ lines, starts }: YamlText, offset: number, message: string): YamlFault | undefined {
  if (!message.startsWith('Missing closing')) return undefined;
  const sign = message.endsWith("'quote") ? "'" : '"';
  const opening = starts.lastBefore(offset, sign) ?? offset;
  const { line } = lines.positionOf(opening);
  const end = lines.startOf(line) + lines.textOf(line).trimEnd().length;
  const found = `text that begins with ${sign} and does not end`;
  return {
    offset: opening,
    expected: `a closing ${sign}`,
    found,
    fix: 'Close the quotes, or remove the opening one.',
    edit: { start: end, end, text: sign },
  };
}

/** `title: "The \\"`: the mark that looks like the end is escaped. */
export function escapedEnd(offset: number, end: number): YamlFault {
  const edit = { start: end, end, text: '"' };
  const fix = 'Close the quotes; `\\"` is a quotation mark within the text.';
  return { offset, expected: 'a closing "', found: 'text in quotes that ends with \\"', fix, edit };
}

/** `title: "Shadow" mode`: the value begins with a quotation mark but does not end with its partner. */
export function textAfterQuote({ source, lines }: YamlText, offset: number): YamlFault | undefined {
  const { line, column } = lines.positionOf(offset);
  const text = lines.textOf(line);
  const start = valueColumn(text);
  if (!/^["']/.test(text.slice(start)) || start >= column - 1) return undefined;
  const edit = quoteFrom(source, lines.startOf(line) + start, lines);
  const more = text.slice(column - 1).trim();
  const found = `more text after a closing quotation mark (${JSON.stringify(more.slice(0, 40))})`;
  return {
    offset,
    expected: 'one text in quotes',
    found,
    fix: 'Put the whole value in quotes of the other kind, or double the quotation marks within it.',
    edit,
  };
}
