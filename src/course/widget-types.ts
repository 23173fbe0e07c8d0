import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { splitFrontMatter } from './front-matter.ts';

/** The widget types that a lesson may name: from the front matter of `index.mdx` in each folder of `widgetsFolder`, but for those with `inLessons: false`. */
export function readWidgetTypes(widgetsFolder: string): string[] {
  const folders = readdirSync(widgetsFolder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders.flatMap(({ name }) => {
    const file = join(widgetsFolder, name, 'index.mdx');
    if (!existsSync(file)) return [];
    const split = splitFrontMatter(readFileSync(file, 'utf8'));
    const data: unknown = 'yaml' in split ? parse(split.yaml) : undefined;
    const isNamed = typeof data === 'object' && data !== null && 'type' in data && typeof data.type === 'string';
    if (!isNamed)
      throw new Error(
        `${file}: expected front matter with a type, found none. Add \`type: ${name.replaceAll('-', '_')}\`.`,
      );
    return 'inLessons' in data && data.inLessons === false ? [] : [String(data.type)];
  });
}
