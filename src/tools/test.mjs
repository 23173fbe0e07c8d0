// npm test: everything that must hold. Browser tests are never skipped: Chromium is installed when it is missing, or the command to do so is named.
import { ensureChromium } from '../../test/chromium.mjs';
import { ensureFirefox } from '../../test/firefox.mjs';
import { checkSteps, syncStep } from './check.mjs';
import { runSteps } from './steps.mjs';

const vitest = (project) => ['vitest', 'run', '--config', 'test/vitest.config.ts', '--project', project];

process.exit(
  (await runSteps([
    syncStep,
    checkSteps,
    { name: 'unit tests', run: vitest('unit') },
    { name: 'Chromium', run: () => void ensureChromium() },
    { name: 'component tests in Chromium', run: vitest('browser*'), needs: ['Chromium'] },
    { name: 'Firefox', run: () => void ensureFirefox() },
    {
      name: 'faults of storage and browsers',
      run: ['node', 'test/faults/run.ts', '--change'],
      needs: ['Chromium', 'Firefox'],
    },
    { name: 'build of the site', run: ['astro', 'build', '--force'] },
    {
      name: 'build of the fixture course',
      run: ['astro', 'build', '--force'],
      env: {
        SLIPWAY_CONTENT: 'test/fixtures/course',
        SLIPWAY_OUT: './dist/fixture-course',
        SLIPWAY_BASE: '/fixture-course/',
      },
      needs: ['build of the site'],
    },
    {
      name: 'built HTML is valid',
      run: ['html-validate', '--config', 'test/html-validate.json', 'dist'],
      needs: ['build of the site'],
    },
    { name: 'links of the built site', run: ['node', 'test/links.mjs'], needs: ['build of the site'] },
    {
      name: 'end to end in Chromium',
      run: ['playwright', 'test', '--config', 'test/e2e/playwright.config.ts'],
      needs: ['Chromium', 'build of the site', 'build of the fixture course'],
    },
  ])) === 0
    ? 0
    : 1,
);
