/** Front matter above this many bytes is refused before it is parsed. */
export const maximumFrontMatterBytes = 64 * 1024;

/** The two parts of a lesson file. */
export interface SplitLesson {
  /** The YAML, on the lines where it stands in the file: blank lines stand for what comes before it. */
  readonly yaml: string;
  /** Line of the opening `---`, from 1. */
  readonly openingLine: number;
  readonly body: string;
}

/** Why a file has no front matter to read. */
export interface FrontMatterFault {
  readonly line: number;
  readonly expected: string;
  readonly found: string;
  readonly fix: string;
}

const outline =
  'Begin the file with a line of three dashes, then the keys (at least `id:` and `title:`), then another line of three dashes.';

/** Splits a lesson file at its `---` lines. A byte order mark, blank lines before the first one, and either kind of line end are accepted. */
export function splitFrontMatter(text: string): SplitLesson | FrontMatterFault {
  const blank = /^\s*/.exec(text)![0];
  if (blank.length === text.length) return { line: 1, expected: 'a lesson', found: 'an empty file', fix: outline };
  const start = blank.includes('\n') ? blank.lastIndexOf('\n') + 1 : text.startsWith('\uFEFF') ? 1 : 0;
  const openingLine = countLines(text.slice(0, start));
  const opening = /^---[ \t]*\r?\n/.exec(text.slice(start, start + 200));
  if (opening === null) return openingFault(text.slice(start), openingLine);
  const yamlStart = start + opening[0].length;
  // Astro ends the front matter at the first line that begins with three dashes, whatever follows them; so does this, and refuses what follows.
  const closing = text.indexOf('\n---', yamlStart - 1) + 1;
  if (closing === 0) {
    const fix = 'Add a line of three dashes after the last key, before the text of the lesson.';
    const expected = 'front matter that ends with a line of three dashes';
    return { line: openingLine, expected, found: 'no such line before the end of the file', fix };
  }
  const yaml = text.slice(yamlStart, closing);
  const closingText = text.slice(closing).split('\n', 1)[0]!;
  if (closingText.trimEnd() !== '---') return dashesFault(closingText, openingLine + countLines(yaml));
  const loneReturn = yaml.search(/\r(?!\n)/);
  if (loneReturn !== -1) return returnFault(openingLine + countLines(yaml.slice(0, loneReturn)));
  const bytes = new TextEncoder().encode(yaml).length;
  if (bytes > maximumFrontMatterBytes) return sizeFault(bytes, openingLine);
  return { yaml: '\n'.repeat(openingLine) + yaml, openingLine, body: text.slice(closing + closingText.length + 1) };
}

function dashesFault(found: string, line: number): FrontMatterFault {
  const fix = 'Write the three dashes on a line of their own; a line within the front matter may not begin with them.';
  return { line, expected: 'a line of exactly three dashes', found: JSON.stringify(found.trimEnd().slice(0, 60)), fix };
}

function openingFault(rest: string, line: number): FrontMatterFault {
  const expected = 'front matter between two lines of three dashes';
  const firstLine = rest.slice(0, 60).split(/\r?\n/, 1)[0]!;
  if (firstLine.startsWith('+++')) {
    return {
      line,
      expected,
      found: 'TOML between lines of "+++"',
      fix: 'Write the front matter in YAML, between lines of three dashes.',
    };
  }
  return {
    line,
    expected,
    found: `no front matter (the file begins with ${JSON.stringify(firstLine.trimEnd())})`,
    fix: outline,
  };
}

/** Astro's parser begins a new line at a carriage return alone; editors and the checker's parser do not. */
function returnFault(line: number): FrontMatterFault {
  const fix = 'Save the file with the line ends of Unix or Windows.';
  return { line, expected: 'lines that end with a line feed', found: 'a carriage return alone', fix };
}

function sizeFault(bytes: number, line: number): FrontMatterFault {
  const found = `${Math.ceil(bytes / 1024)} KB`;
  return {
    line,
    expected: 'front matter of at most 64 KB',
    found,
    fix: 'Move prose to the body and large data to a widget data file.',
  };
}

/** Lines that are begun in `text`: 1 plus its line ends. */
function countLines(text: string): number {
  let lines = 1;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}
