import { svelte } from '@sveltejs/vite-plugin-svelte';
import { playwright } from '@vitest/browser-playwright';
import { defaultClientConditions, type Plugin } from 'vite';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { readScenarios } from '../src/course/read-scenarios.ts';
import { chromiumArgs, findChromium } from './chromium.mjs';

// `unit` runs in Node and needs no browser; `browser`, and after it `browser-alone`, run in the real Chromium.
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

/**
 * Tests that watch what keeps the page's thread (`kit/thread-tasks.ts`): a browser makes one trace at a time, and the tasks of another test's page are in it.
 * Those of `measuring` measure the model, which keeps nothing where other work made the device unsteady.
 */
const alone = [
  'test/engines/inference/client.browser.ts',
  'test/latency-cost-dashboard/comparison.browser.ts',
  'test/latency-cost-dashboard/measuring.browser.ts',
  'test/model-lab/measuring.browser.ts',
  'test/model-lab/page-stays-free.browser.ts',
];

/** Components and browser-only engines in the real Chromium. */
const inChromium = (test: TestProjectInlineConfiguration['test']): TestProjectInlineConfiguration => ({
  plugins: [svelte({ configFile: false }), scenarioFile],
  resolve: { conditions: ['onnxruntime-web-use-extern-wasm', 'browser', ...defaultClientConditions] },
  optimizeDeps: {
    exclude: ['onnxruntime-web'],
    include: ['@xyflow/svelte', 'axe-core', 'd3-scale', 'd3-shape', 'idb', 'ts-fsrs', 'xstate', 'zod/mini'],
  },
  worker: { format: 'es' },
  test: {
    testTimeout: 30_000,
    setupFiles: ['test/empty-browser.ts'],
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
    ...test,
  },
});

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
      // Half of the processors is the default where Vitest watches; a page per processor is a third quicker.
      inChromium({ name: 'browser', maxWorkers: '100%', include: ['test/**/*.browser.ts'], exclude: alone }),
      inChromium({ name: 'browser-alone', maxWorkers: 1, include: alone, sequence: { groupOrder: 1 } }),
    ],
  },
});
