import type { LineIndex } from './line-index.ts';

/** A replacement in a text. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Text as a quoted YAML scalar: in double quotes, or in single ones where the text holds a double quote or a backslash. */
export function quote(text: string): string {
  return /["\\]/.test(text) ? `'${text.replaceAll("'", "''")}'` : `"${text}"`;
}

/** Length of what stands before the value on a line of block YAML: indentation, dashes, and a key. */
export function valueColumn(line: string): number {
  return /^\s*(?:-\s+)*(?:(?:[^\s:#"'[\]{},&*!|>%@`-][^:#]*|"[^"]*"|'[^']*'):\s+)?/.exec(line)![0].length;
}

/**
 * The edit that quotes the plain text from `start` on: to the end of the line (with the lines that continue it, which are indented more than the
 * key, without a comment), or in `[…]` and `{…}` to the next comma or bracket.
 */
export function quoteFrom(source: string, start: number, lines: LineIndex): Edit | undefined {
  const { line, column } = lines.positionOf(start);
  const text = lines.textOf(line);
  const before = text.slice(0, column - 1);
  const rest = text.slice(column - 1);
  if (isInFlow(before)) {
    const flowText = /^[^,[\]{}]*/.exec(rest)![0].trimEnd();
    return flowText === '' ? undefined : { start, end: start + flowText.length, text: quote(flowText) };
  }
  const lastLine = lastContinuation(line, lines);
  const end =
    lastLine === line
      ? start + withoutComment(rest).length
      : lines.startOf(lastLine) + lines.textOf(lastLine).trimEnd().length;
  return end <= start ? undefined : { start, end, text: quote(source.slice(start, end)) };
}

/** Whether the text before a place on its line leaves a `[` or `{` open. */
function isInFlow(before: string): boolean {
  const plain = before.replace(/"[^"]*"|'[^']*'/g, '');
  const value = plain.slice(
    Math.min(valueColumn(plain), plain.search(/[[{]/) === -1 ? plain.length : plain.search(/[[{]/)),
  );
  return (value.match(/[[{]/g) ?? []).length > (value.match(/[\]}]/g) ?? []).length;
}

function withoutComment(text: string): string {
  const comment = text.search(/\s#/);
  return (comment === -1 ? text : text.slice(0, comment)).trimEnd();
}

/** The last of the lines that continue the value on `line`: they are indented more than its key and are neither keys nor entries themselves. */
function lastContinuation(line: number, lines: LineIndex): number {
  const keyColumn = /^\s*(?:-\s+)*/.exec(lines.textOf(line))![0].length;
  let last = line;
  for (let next = line + 1; ; next++) {
    const text = lines.textOf(next);
    const indent = text.search(/\S/);
    if (indent <= keyColumn || /^\s*(?:-\s|[\w-]+:(?:\s|$))/.test(text)) return last;
    last = next;
  }
}
