import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The types that a front matter may name under `widgets`: those of the `widgets/<name>/index.mdx` that are not part of the lesson's own material. */
export function widgetTypes(folder = 'widgets'): string[] {
  return readdirSync(folder)
    .map((name) => join(folder, name, 'index.mdx'))
    .filter((path) => existsSync(path))
    .map((path) => readFileSync(path, 'utf8'))
    .filter((text) => !/^inLessons:\s*false$/m.test(text))
    .flatMap((text) => /^type:\s*(\S+)$/m.exec(text)?.[1] ?? []);
}
