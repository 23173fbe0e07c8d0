// npm run check [-- --strict]: what can be told without running anything: the course, the style, the types.
import { runSteps } from './steps.mjs';

const strict = process.argv.includes('--strict') ? ['--strict'] : [];

/** What the types of pages and of modules both need: Astro's own, of the content collections. On a fresh clone there are none. */
export const syncStep = { name: 'types of content', run: ['astro', 'sync', '--force'] };

/** None needs another, and the longest keeps one processor busy: they run at once. */
export const checkSteps = [
  { name: 'course content', run: ['node', 'src/tools/check-content.ts', ...strict] },
  { name: 'lint', run: ['biome', 'lint', '--error-on-warnings', '--diagnostic-level=warn', '.'] },
  {
    name: 'types of pages',
    run: [
      'astro',
      'check',
      '--tsconfig',
      'tsconfig.pages.json',
      '--minimumFailingSeverity',
      'error',
      '--minimumSeverity',
      'error',
    ],
  },
  {
    name: 'types of components and modules',
    run: ['svelte-check', '--tsconfig', './tsconfig.json', '--fail-on-warnings'],
  },
];

if (import.meta.main) process.exit((await runSteps([syncStep, checkSteps])) === 0 ? 0 : 1);
