// npm run three-ways: the nine reference pipelines of the builder, each built by drag, by clicks and by keys in Chromium. npm test builds each, and three of them in every way.
import { ensureChromium } from '../../test/chromium.mjs';
import { runSteps } from './steps.mjs';

const file = 'test/deployment-pipeline-builder/three-ways.browser.ts';

process.exit(
  (await runSteps([
    { name: 'Chromium', run: () => void ensureChromium() },
    {
      name: 'nine pipelines built three ways',
      run: ['vitest', 'run', '--config', 'test/vitest.config.ts', '--project', 'browser', file],
      env: { VITE_THREE_WAYS: 'all' },
      needs: ['Chromium'],
    },
  ])) === 0
    ? 0
    : 1,
);
