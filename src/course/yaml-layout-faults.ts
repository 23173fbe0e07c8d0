import type { YamlFault, YamlText } from './yaml-fault.ts';

/** A value on the line of its key, and keys below it. */
export function deeperLine(offset: number): YamlFault {
  const fix = 'Begin keys of one level in one column; put text that contains a colon in quotes.';
  return {
    offset,
    expected: 'a value',
    found: 'a value and, on the next line, keys indented as if they belonged to it',
    fix,
  };
}

/** Two entries of a bracketed list with nothing between them. */
export function missingComma(offset: number, message: string): YamlFault | undefined {
  if (!message.startsWith('Missing ,')) return undefined;
  const fix = 'Separate the entries of the list with commas.';
  return { offset, expected: 'a comma between the entries', found: 'two entries side by side', fix };
}

/** `goals: - one`. */
export function listBesideKey(offset: number, message: string): YamlFault | undefined {
  if (!message.includes('block-seq-ind')) return undefined;
  return {
    offset,
    expected: 'a list on the lines below its key',
    found: 'a dash on the line of the key',
    fix: 'Begin each entry on a line of its own.',
  };
}

/** A `[` or `{` without its partner. */
export function unclosedCollection(
  { source, starts }: YamlText,
  offset: number,
  message: string,
): YamlFault | undefined {
  if (!message.startsWith('Flow')) return undefined;
  const [opening, closing] = message.includes('map') ? (['{', '}'] as const) : (['[', ']'] as const);
  const start = starts.lastBefore(offset, opening) ?? offset;
  const end = source.slice(0, offset).trimEnd().length;
  const found = `a ${opening} that is not closed before the next key`;
  return {
    offset: start,
    expected: `a closing ${closing}`,
    found,
    fix: `Close it with ${closing}, and indent every line of it.`,
    edit: { start: end, end, text: closing },
  };
}

/** An entry that begins in another column than those before it. */
export function otherColumn(offset: number, message: string): YamlFault | undefined {
  if (!message.endsWith('must start at the same column')) return undefined;
  const fix = 'Begin the keys (or the dashes) of one level in one column.';
  return { offset, expected: 'the column of the entries above', found: 'another indentation', fix };
}

/** `title:Text`, or a line that is neither a key nor a continuation. */
export function keyWithoutColon({ lines }: YamlText, offset: number): YamlFault {
  const { line } = lines.positionOf(offset);
  const text = lines.textOf(line);
  const start = lines.startOf(line) + Math.max(0, text.search(/\S/));
  const missingSpace = /^\s*(?:-\s+)*[\w-]+:(?=\S)/.exec(text);
  if (missingSpace !== null) {
    const at = lines.startOf(line) + missingSpace[0].length;
    const fix = 'Write a space after the colon.';
    const edit = { start: at, end: at, text: ' ' };
    return {
      offset: start,
      expected: 'a space after the colon',
      found: JSON.stringify(text.trim().slice(0, 40)),
      fix,
      edit,
    };
  }
  const fix = 'Write `key: value`, or indent the line to continue the text above.';
  return { offset: start, expected: 'a key, a colon and a space', found: 'a line without a colon', fix };
}
