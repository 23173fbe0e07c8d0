import { resolve } from 'node:path';
import type { Plugin } from 'vite';
import { splitFrontMatter } from '../course/front-matter.ts';
import { componentName, placedComponentNames } from '../course/placed-components.ts';
import { readWidgetTypes } from '../course/widget-types.ts';

/**
 * Lets an author of `.mdx` write `<Quiz />` or `<LatencyCostDashboard data="…" />` with no import: for each name of an instrument that a lesson's body
 * uses, the import is added in front of the body, so that the page gets the JavaScript and CSS of just those instruments.
 */
export function placedComponents(): Plugin {
  const widgetsFolder = resolve('widgets');
  const holder = resolve('src/components/Placed.astro');
  const placeable = ['quiz', 'flashcards', 'reflection', ...readWidgetTypes(widgetsFolder)];
  const folders = new Map(placeable.map((type) => [componentName(type), type.replaceAll('_', '-')]));
  return {
    name: 'slipway:placed-components',
    enforce: 'pre',
    transform(code, id) {
      if (!id.endsWith('.mdx') || id.startsWith(widgetsFolder)) return null;
      const split = splitFrontMatter(code);
      // A lesson without readable front matter is not in the course: the course check says what is wrong with it.
      if (!('yaml' in split)) return null;
      const used = [...placedComponentNames(split.body)].filter((name) => folders.has(name));
      if (used.length === 0) return null;
      const imports = used.map(
        (name) => `import ${name}Instrument from ${JSON.stringify(`${widgetsFolder}/${folders.get(name)}/index.mdx`)};`,
      );
      const exported = used.map(
        (name) =>
          `export const ${name} = (props) => <Placed of={${name}Instrument} type=${JSON.stringify(folders.get(name)!.replaceAll('-', '_'))} {...props} />;`,
      );
      const added = [`import Placed from ${JSON.stringify(holder)};`, ...imports, ...exported].join('\n');
      const head = code.slice(0, code.length - split.body.length);
      return { code: `${head}\n${added}\n\n${split.body}`, map: null };
    },
  };
}
