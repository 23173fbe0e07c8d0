import { defineConfig } from '@playwright/test';
import { chromiumArgs, chromiumPath } from '../chromium.mjs';

// The built site, served as a host would serve it. E2E_PORT lets two runs stand side by side.
const port = Number(process.env.E2E_PORT ?? 4390);

// A measurement beside another test is unsteady, and is made again until it is steady.
const timed = ['**/responsiveness.e2e.ts', '**/keyboard.e2e.ts'];

export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results',
  timeout: 90_000,
  expect: { timeout: 10_000 },
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  // A machine that does other work keeps a page waiting: once more, and the report says that it was.
  retries: 1,
  reporter: [['list']],
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    launchOptions: { executablePath: chromiumPath(), args: chromiumArgs },
    // A page is what the host gives; offline.e2e.ts alone has the other.
    serviceWorkers: 'block',
  },
  projects: [
    { name: 'pages', testMatch: '**/*.e2e.ts', testIgnore: timed },
    { name: 'alone', testMatch: timed, dependencies: ['pages'], fullyParallel: false, workers: 1 },
  ],
  webServer: {
    command: `astro preview --ignore-lock --host 127.0.0.1 --port ${port}`,
    cwd: new URL('../..', import.meta.url).pathname,
    url: `http://127.0.0.1:${port}/`,
    reuseExistingServer: false,
  },
});
