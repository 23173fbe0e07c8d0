import type { Plugin } from 'vite';

const empty = '\0slipway:browser-only';

/**
 * Keeps the styles of what an island imports on demand out of the pages; Vite loads them with the component's code.
 * Such a component is never rendered on the server, yet Astro 7 inlines the styles of everything that a page could ever reach: a lesson would carry
 * those of every diagram and chart before one is opened (4 kB compressed, one more round trip before the first paint).
 */
export function browserOnlyComponents(): Plugin {
  return {
    name: 'slipway:browser-only-components',
    apply: 'build',
    enforce: 'pre',
    resolveId: {
      order: 'pre',
      handler(source, _importer, options) {
        const isOnDemand = options.kind === 'dynamic-import' && source.endsWith('.svelte');
        return isOnDemand && this.environment.name !== 'client' ? empty : undefined;
      },
    },
    load(id) {
      return id === empty ? 'export default undefined;' : undefined;
    },
    generateBundle: {
      order: 'pre',
      handler(_options, bundle) {
        if (this.environment.name !== 'client') return;
        // The scope is what Astro's CSS plugin follows from a component back to the pages; it has done its own work (tree-shaking) by now.
        for (const id of this.getModuleIds()) delete this.getModuleInfo(id)?.meta.vite?.cssScopeTo;
        // Astro deletes a style sheet that no page and no chunk holds, and looks only at the chunk's assets.
        for (const chunk of Object.values(bundle)) {
          if (chunk.type !== 'chunk') continue;
          for (const sheet of chunk.viteMetadata?.importedCss ?? []) chunk.viteMetadata?.importedAssets.add(sheet);
        }
      },
    },
  };
}
