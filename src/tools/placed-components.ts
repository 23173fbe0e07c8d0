import { resolve } from 'node:path';
import type { Plugin } from 'vite';
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
      const bodyStart = frontMatterEnd(code);
      const body = code.slice(bodyStart);
      const used = [...placedComponentNames(body)].filter((name) => folders.has(name));
      if (used.length === 0) return null;
      const imports = used.map(
        (name) => `import ${name}Instrument from ${JSON.stringify(`${widgetsFolder}/${folders.get(name)}/index.mdx`)};`,
      );
      const exported = used.map(
        (name) =>
          `export const ${name} = (props) => <Placed of={${name}Instrument} type=${JSON.stringify(folders.get(name)!.replaceAll('-', '_'))} {...props} />;`,
      );
      const added = [`import Placed from ${JSON.stringify(holder)};`, ...imports, ...exported].join('\n');
      return { code: `${code.slice(0, bodyStart)}\n${added}\n\n${body}`, map: null };
    },
  };
}

/** Index of the first character after the front matter's closing line; 0 without front matter. */
function frontMatterEnd(code: string): number {
  const match = /^\uFEFF?---\r?\n[\s\S]*?\n---[ \t]*(\r?\n|$)/.exec(code);
  return match ? match[0].length : 0;
}
