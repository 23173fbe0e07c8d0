import { Composer, type Document } from 'yaml';
import { explainRefused, explainYamlError } from './explain-yaml-error.ts';
import { LineIndex, type Position } from './line-index.ts';
import { NodeStarts } from './node-starts.ts';
import type { Edit } from './quote-value.ts';
import { formatPath, pathAt } from './yaml-path.ts';
import type { YamlFault, YamlText } from './yaml-fault.ts';
import { maximumDepth, type RefusedToken, readTokens } from './yaml-tokens.ts';

/** A fault with its place and, where it is known, the line as it should read. */
export interface PlacedFault extends Position {
  readonly path: string;
  readonly expected: string;
  readonly found: string;
  readonly fix: string;
  readonly mended?: string | undefined;
}

/** A fault before its key is known. */
type UnnamedFault = Omit<PlacedFault, 'path'>;

/** Some YAML that was read as far as it can be. */
export interface YamlReading {
  readonly faults: readonly PlacedFault[];
  /** The document, with the faults mended that can be, so that faults further down are found in the same run; absent where nothing is readable. */
  readonly document?: Document | undefined;
  /** The lines of the mended text: the same lines as in the file, whose columns differ only on mended lines. */
  readonly lines: LineIndex;
  /** The first line whose fault could not be mended: what follows it may have been misread. Infinity where all is well. */
  readonly readableUpToLine: number;
}

/** Faults on one line can hide one another; each round mends one per line. */
const maximumRounds = 6;

const composerOptions = {
  /** The parser's own check compares every key with every other; `findDuplicateKeys` does it in one pass. */
  uniqueKeys: false,
  stringKeys: true,
  logLevel: 'silent',
  /** Astro's parser makes dates of plain `2026-11-22`; so that both report the same, this one does too. */
  customTags: (tags: unknown[]) => tags.concat('timestamp'),
} as ConstructorParameters<typeof Composer>[0];

/** Reads YAML without ever giving up at the first fault: what can be mended is reported, mended and read again. */
export function readYaml(source: string): YamlReading {
  const faults = new Map<string, UnnamedFault>();
  let text = source;
  for (let round = 1; ; round++) {
    const lines = new LineIndex(text);
    const { tokens, tooDeepAt, refused } = readTokens(text);
    if (tooDeepAt !== undefined) {
      const all = [...faults.values(), depthFault(lines.positionOf(tooDeepAt))];
      return { faults: all.map((fault) => ({ ...fault, path: '' })), lines, readableUpToLine: 0 };
    }
    const document = [...new Composer(composerOptions).compose(tokens, true, text.length)][0]!;
    const context = { source: text, lines, document, starts: new NodeStarts(document, text) };
    const found = refused.length > 0 ? refusedFaults(refused, context) : syntaxFaults(context);
    const perLine = firstPerLine(found, lines, (fault) => fault.offset);
    for (const fault of perLine) {
      const unnamed = place(fault, context);
      const name = `${unnamed.line} ${unnamed.expected}`;
      if (!faults.has(name)) faults.set(name, unnamed);
    }
    const edits = perLine.flatMap((fault) => (fault.edit === undefined ? [] : [fault.edit]));
    if (edits.length === 0 || round === maximumRounds) {
      const stuck = perLine.map((fault) => lines.positionOf(fault.offset).line);
      const readableUpToLine = stuck.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
      const named = [...faults.values()].map((fault) => ({ ...fault, path: pathOfFault(fault, document, lines) }));
      // Aliases that are left would be followed when the document becomes data, so such a document is not given.
      return { faults: named, ...(refused.length > 0 ? {} : { document }), lines, readableUpToLine };
    }
    text = applyEdits(text, edits);
  }
}

function refusedFaults(refused: readonly RefusedToken[], text: YamlText): YamlFault[] {
  return firstPerLine(refused, text.lines, (token) => token.offset).map((token) => explainRefused(token, text));
}

function syntaxFaults(text: YamlText): YamlFault[] {
  if (text.document.errors.length === 0) return [];
  const tabs = tabFaults(text);
  if (tabs.length > 0) return tabs;
  return firstPerLine(text.document.errors, text.lines, (error) => error.pos[0]).map((error) =>
    explainYamlError(error, text),
  );
}

/** Tabs are looked for only in text that does not parse, because within a quoted text they are allowed. */
function tabFaults({ source, document }: YamlText): YamlFault[] {
  if (!document.errors.some((error) => error.code === 'TAB_AS_INDENT' || error.code === 'BAD_INDENT')) return [];
  return [...source.matchAll(/^ *(\t[ \t]*)(?=\S)/gm)].map((match) => {
    const offset = match.index + match[0].length - match[1]!.length;
    const edit = { start: offset, end: offset + match[1]!.length, text: match[1]!.replaceAll('\t', '  ') };
    return {
      offset,
      expected: 'indentation with spaces',
      found: 'a tab',
      fix: 'Indent with spaces: YAML does not allow tabs there.',
      edit,
    };
  });
}

/** The first of each line: what follows it on the line is often its consequence, and explaining all of a long line takes long. */
function firstPerLine<Item>(items: readonly Item[], lines: LineIndex, offsetOf: (item: Item) => number): Item[] {
  const byLine = new Map<number, Item>();
  for (const item of items) {
    const { line } = lines.positionOf(offsetOf(item));
    if (!byLine.has(line)) byLine.set(line, item);
  }
  return [...byLine.values()];
}

function place(fault: YamlFault, { source, lines }: YamlText): UnnamedFault {
  const { offset, expected, found, fix, edit } = fault;
  const mended = edit === undefined ? undefined : mendedLines(source, edit, lines);
  return { ...lines.positionOf(offset), expected, found, fix, mended };
}

/** The key of a fault in the mended document: in the one with the fault, keys may seem to lie within one another. */
function pathOfFault({ line, column }: Position, document: Document, lines: LineIndex): string {
  const indent = Math.max(0, lines.textOf(line).search(/\S/));
  return formatPath(pathAt(document, lines.startOf(line) + Math.max(column - 1, indent + 1)));
}

/** The lines that an edit touches, as they read after it. */
function mendedLines(source: string, edit: Edit, lines: LineIndex): string {
  const first = lines.startOf(lines.positionOf(edit.start).line);
  const last = lines.positionOf(edit.end).line;
  const end = lines.startOf(last) + lines.textOf(last).length;
  return source.slice(first, edit.start) + edit.text + source.slice(edit.end, end);
}

/** Applies edits from the end backwards, so that offsets stay right; of two that overlap the earlier one is left for the next round. */
function applyEdits(source: string, edits: readonly Edit[]): string {
  const pieces: string[] = [];
  let to = source.length;
  for (const edit of edits.toSorted((a, b) => b.start - a.start)) {
    if (edit.end > to) continue;
    pieces.push(source.slice(edit.end, to), edit.text);
    to = edit.start;
  }
  pieces.push(source.slice(0, to));
  return pieces.reverse().join('');
}

function depthFault(position: Position): UnnamedFault {
  const fix = 'Remove the brackets or the indentation that nest these values; a lesson needs no more than 4 levels.';
  return { ...position, expected: `at most ${maximumDepth} levels of nesting`, found: 'more', fix };
}
