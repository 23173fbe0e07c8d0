import { svelte } from '@sveltejs/vite-plugin-svelte';
import { playwright } from '@vitest/browser-playwright';
import { defaultClientConditions } from 'vite';
import { defineConfig } from 'vitest/config';
import { chromiumArgs, findChromium } from './chromium.mjs';

// Two projects: `unit` runs in Node and needs no browser, `browser` runs components and browser-only engines in the real Chromium.
const chromium = findChromium();

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    projects: [
      {
        test: { name: 'unit', environment: 'node', include: ['test/**/*.test.ts'], testTimeout: 30_000 },
      },
      {
        plugins: [svelte({ configFile: false })],
        resolve: { conditions: ['onnxruntime-web-use-extern-wasm', 'browser', ...defaultClientConditions] },
        optimizeDeps: { exclude: ['onnxruntime-web'], include: ['@xyflow/svelte', '@dagrejs/dagre', 'xstate'] },
        worker: { format: 'es' },
        test: {
          name: 'browser',
          include: ['test/**/*.browser.ts'],
          testTimeout: 30_000,
          api: { host: '127.0.0.1' },
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { ...(chromium && { executablePath: chromium }), args: chromiumArgs },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
