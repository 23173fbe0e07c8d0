import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { checkYaml } from './check-yaml.ts';
import type { Finding } from './finding.ts';
import type { FileForms } from './form.ts';
import { splitFrontMatter } from './front-matter.ts';
import type { Position } from './line-index.ts';
import { displayPath } from './read-lessons.ts';
import type { Path } from './yaml-path.ts';

/** A card file after its own checks. */
export interface CardFile<Card> {
  /** Path from the working folder, with forward slashes. */
  readonly file: string;
  /** Absent where the file has an error. */
  readonly card?: Card | undefined;
  /** The id that the file states, also where it has errors elsewhere. */
  readonly id?: string | undefined;
  readonly findings: readonly Finding[];
  readonly positionOf: (path: Path) => Position;
}

/** Reads and checks every `.md` file of a folder, in the order of their names; none where there is no such folder. */
export function readCards<Schema extends z.ZodType>(
  folder: string,
  schema: Schema,
  forms: FileForms,
): CardFile<z.output<Schema>>[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith('.md'));
  return names.sort().map((name) => {
    const file = displayPath(join(folder, name));
    const split = splitFrontMatter(readFileSync(join(folder, name), 'utf8'));
    if (!('yaml' in split)) {
      const finding: Finding = { severity: 'error', file, column: 1, path: '', ...split };
      return { file, findings: [finding], positionOf: () => ({ line: 1, column: 1 }) };
    }
    const checked = checkYaml(split.yaml, { schema, forms, file, firstLine: split.openingLine });
    const { value: card, findings, positionOf, data } = checked;
    return { file, card, id: statedId(data), findings, positionOf };
  });
}

function statedId(data: unknown): string | undefined {
  const id = typeof data === 'object' && data !== null && 'id' in data ? data.id : undefined;
  return typeof id === 'string' ? id : undefined;
}
