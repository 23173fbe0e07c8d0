import { svelte } from '@sveltejs/vite-plugin-svelte';
import { playwright } from '@vitest/browser-playwright';
import { defaultClientConditions, type Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { readScenarios } from '../src/course/read-scenarios.ts';
import { chromiumArgs, findChromium } from './chromium.mjs';

// Two projects: `unit` runs in Node and needs no browser, `browser` runs components and browser-only engines in the real Chromium.
const chromium = findChromium();

/** The one file of a lesson page that the build makes and Vite does not know: `src/pages/scenarios/index.json.ts`. */
const scenarioFile: Plugin = {
  name: 'slipway-scenarios',
  configureServer: ({ middlewares }) => {
    middlewares.use('/scenarios/index.json', (_, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ scenarios: readScenarios('content/scenarios') }));
    });
  },
};

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          include: ['test/**/*.test.ts'],
          testTimeout: 30_000,
          // Vitest leaves one processor free: of two, that is half of the machine.
          maxWorkers: '100%',
          // What is tested here has no state of its own to be kept apart, and each file would load the same modules again: a fifth of the time.
          isolate: false,
        },
      },
      {
        plugins: [svelte({ configFile: false }), scenarioFile],
        resolve: { conditions: ['onnxruntime-web-use-extern-wasm', 'browser', ...defaultClientConditions] },
        optimizeDeps: {
          exclude: ['onnxruntime-web'],
          include: ['@xyflow/svelte', 'axe-core', 'd3-scale', 'd3-shape', 'idb', 'ts-fsrs', 'xstate', 'zod/mini'],
        },
        worker: { format: 'es' },
        test: {
          name: 'browser',
          // Half of the processors is the default where Vitest watches; a page per processor is a third quicker.
          maxWorkers: '100%',
          include: ['test/**/*.browser.ts'],
          testTimeout: 30_000,
          // A machine that does other work keeps a page waiting, or a measurement unsteady: once more, and the report says that it was.
          retry: 1,
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
