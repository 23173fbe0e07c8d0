import { relative } from 'node:path';
import type { AstroIntegration } from 'astro';
import { checkCourse } from '../course/check-course.ts';
import { formatFindings } from '../course/format-findings.ts';
import { widgetTypes } from './widget-types.ts';

/** Checks the whole course before a build and at every change while developing, so that an author reads our report and never a schema library's. */
export function courseCheck(contentFolder: string): AstroIntegration {
  const check = async () => {
    const { findings } = await checkCourse({ contentFolder, publicFolder: 'public', widgetTypes: widgetTypes() });
    return { findings, hasErrors: findings.some((finding) => finding.severity === 'error') };
  };
  return {
    name: 'slipway:course-check',
    hooks: {
      'astro:config:setup': async ({ command }) => {
        if (command === 'preview') return;
        const { findings, hasErrors } = await check();
        if (findings.length > 0) console.error(formatFindings(findings));
        if (hasErrors && command !== 'dev') process.exit(1);
      },
      'astro:server:setup': ({ server }) => {
        const report = async (file: string) => {
          if (relative(contentFolder, file).startsWith('..')) return;
          const { findings, hasErrors } = await check();
          if (findings.length > 0) console.error(formatFindings(findings));
          // The development server goes on serving the old page after a bad edit; the overlay says why.
          if (hasErrors) server.ws.send({ type: 'error', err: { message: formatFindings(findings), stack: '' } });
        };
        for (const event of ['add', 'change', 'unlink'] as const) server.watcher.on(event, report);
      },
    },
  };
}
