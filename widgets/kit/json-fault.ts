/** Where a text stops being JSON that can be read in one way only. */
export interface JsonFault {
  /** From 1. */
  readonly line: number;
  readonly column: number;
  readonly expected: string;
  readonly found: string;
}

class Fault extends Error {
  readonly offset: number;
  readonly expected: string;

  constructor(offset: number, expected: string) {
    super(expected);
    this.offset = offset;
    this.expected = expected;
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids exactly these inside text.
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const LITERAL = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
/** Deeper nesting than any scenario has; the scanner calls itself once per level. */
const MAXIMUM_DEPTH = 500;
const SPACE = /[ \t\n\r]*/y;

/** Follows the grammar of JSON (RFC 8259) to find where it is left, or where a key comes twice; the values are none of its concern. */
class Scanner {
  readonly #text: string;
  #offset = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(): void {
    this.#value();
    this.#skip();
    if (this.#offset < this.#text.length) throw new Fault(this.#offset, 'the end of the document');
  }

  #matches(pattern: RegExp): boolean {
    pattern.lastIndex = this.#offset;
    const match = pattern.exec(this.#text);
    if (match) this.#offset += match[0].length;
    return match !== null;
  }

  #skip(): void {
    this.#matches(SPACE);
  }

  #takes(character: string): boolean {
    this.#skip();
    const isThere = this.#text[this.#offset] === character;
    if (isThere) this.#offset++;
    return isThere;
  }

  #value(): void {
    if (this.#takes('{')) this.#object();
    else if (this.#takes('[')) this.#list(']', () => this.#value());
    else if (this.#text[this.#offset] === '"') this.#string('text in double quotation marks');
    else if (!this.#matches(LITERAL))
      throw new Fault(
        this.#offset,
        'a value: an object, a list, text in double quotation marks, a number, true, false or null',
      );
  }

  #list(end: string, item: () => void): void {
    if (this.#takes(end)) return;
    if (++this.#depth > MAXIMUM_DEPTH) throw new Fault(this.#offset, `at most ${MAXIMUM_DEPTH} levels`);
    do item();
    while (this.#takes(','));
    if (!this.#takes(end)) throw new Fault(this.#offset, `"," or "${end}"`);
    this.#depth--;
  }

  #object(): void {
    const keys = new Set<string>();
    this.#list('}', () => this.#member(keys));
  }

  #member(keys: Set<string>): void {
    this.#skip();
    const start = this.#offset;
    this.#string('a key in double quotation marks');
    const key = JSON.parse(this.#text.slice(start, this.#offset)) as string;
    // Readers of JSON differ in which of two they believe (RFC 8259, section 4): nothing is guessed.
    if (keys.has(key)) throw new Fault(start, 'each key once in an object');
    keys.add(key);
    if (!this.#takes(':')) throw new Fault(this.#offset, '":" after the key');
    this.#value();
  }

  #string(expected: string): void {
    if (this.#text[this.#offset] !== '"') throw new Fault(this.#offset, expected);
    if (!this.#matches(STRING))
      throw new Fault(this.#offset, 'text that is closed on its line, with \\ before a quotation mark inside it');
  }
}

/** The first place at which `text` is not JSON, or has a key a second time; undefined when there is none. */
export function findJsonFault(text: string): JsonFault | undefined {
  try {
    new Scanner(text).document();
    return undefined;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const before = text.slice(0, error.offset).split('\n');
    const rest = text.slice(error.offset).split('\n')[0]!;
    const found =
      error.offset >= text.length
        ? 'the end of the file'
        : rest.trim() === ''
          ? 'the end of the line'
          : JSON.stringify(rest.slice(0, 20));
    return { line: before.length, column: before.at(-1)!.length + 1, expected: error.expected, found };
  }
}
