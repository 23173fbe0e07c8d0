import mdx from '@astrojs/mdx';
import svelte from '@astrojs/svelte';
import { defineConfig } from 'astro/config';
import { defaultClientConditions } from 'vite';
import { browserOnlyComponents } from './src/tools/browser-only-components.ts';
import { contentSecurityPolicy } from './src/tools/content-security-policy.ts';
import { courseCheck } from './src/tools/course-check.ts';
import { courseFolder } from './src/tools/course-folder.ts';
import { offline } from './src/tools/offline.ts';
import { placedComponents } from './src/tools/placed-components.ts';

export default defineConfig({
  // A course may be served from a folder of its host: SLIPWAY_BASE=/courses/deployment/ npm run build
  base: process.env.SLIPWAY_BASE ?? '/',
  outDir: process.env.SLIPWAY_OUT ?? './dist',
  trailingSlash: 'ignore',
  devToolbar: { enabled: false },
  // Every page carries its own few kilobytes of CSS: one request fewer before the first paint, and one hash each in its policy.
  build: { inlineStylesheets: 'always' },
  // Newlines between inline elements are words' spaces; the default mode drops some of them.
  compressHTML: true,
  // Shiki writes style attributes, which the Content-Security-Policy refuses; code is set plainly in the mono face.
  markdown: { syntaxHighlight: false },
  integrations: [
    courseCheck(courseFolder),
    svelte(),
    mdx({ optimize: true }),
    // Pages that were opened once open without a network. `isOn: false` turns that off, also on devices that have it already.
    offline({ isOn: true }),
    contentSecurityPolicy(),
  ],
  vite: {
    plugins: [placedComponents(), browserOnlyComponents()],
    resolve: { conditions: ['onnxruntime-web-use-extern-wasm', ...defaultClientConditions] },
    worker: { format: 'es' },
    optimizeDeps: { exclude: ['onnxruntime-web'] },
    build: {
      rolldownOptions: {
        onLog(level, log, defaultHandler) {
          // One line per MDX entry about a directive of Astro's own: noise that would hide a real warning.
          if (log.code !== 'MODULE_LEVEL_DIRECTIVE') defaultHandler(level, log);
        },
      },
    },
  },
});
