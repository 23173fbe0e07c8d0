/** What a key accepts, in an author's words. */
export interface Form {
  /** A phrase that follows "expected". */
  readonly expected: string;
  /** A line of front matter that is right. */
  readonly example: string;
  /** Whether the value is text, so that quotes mend what YAML reads as something else. */
  readonly isText?: true;
}

/** The accepted forms of a kind of file. */
export interface FileForms {
  /** By path without indexes, for example `quiz[].answer`; `''` is the whole. */
  readonly forms: Readonly<Record<string, Form>>;
  /** The known keys, by the path of the object that holds them. Objects that are not named here may hold any key. */
  readonly keys: Readonly<Record<string, readonly string[]>>;
}

/** The value of a path in one of the tables above; a lesson may have a key like "constructor", which every object inherits. */
export function atPattern<Value>(table: Readonly<Record<string, Value>>, pattern: string): Value | undefined {
  return Object.hasOwn(table, pattern) ? table[pattern] : undefined;
}

/** A key that takes text. */
export const text = (expected: string, example: string): Form => ({ expected, example, isText: true });

/** A key that takes a stable name. */
export const idForm = (example: string): Form =>
  text(
    'a name for a web address: letters, digits, "-", "_" and ".", beginning with a letter or a digit, at most 128',
    example,
  );

/** What every front matter begins with: the whole, its id and its title. */
export const headForms = (id: string, title: string): Readonly<Record<string, Form>> => ({
  '': { expected: 'keys with values', example: `title: ${title}` },
  id: idForm(`id: ${id}`),
  title: text('text', `title: "${title}"`),
});
