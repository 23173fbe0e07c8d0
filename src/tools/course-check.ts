import { relative } from 'node:path';
import type { AstroIntegration } from 'astro';
import { type CheckedCourse, checkCourse } from '../course/check-course.ts';
import { formatFindings } from '../course/format-findings.ts';
import { readWidgetTypes } from '../course/widget-types.ts';

/** The module by which pages get the checked course: its chapters name lessons that exist, and no lesson is left out. */
const moduleName = 'virtual:slipway-course';

/**
 * Checks the whole course before a build and at every change while developing, so that an author reads our report and never a schema library's, and
 * hands the checked course to the pages.
 */
export function courseCheck(contentFolder: string): AstroIntegration {
  let checked: CheckedCourse;
  const check = async () => {
    checked = await checkCourse({ contentFolder, publicFolder: 'public', widgetTypes: readWidgetTypes('widgets') });
    const { findings, lessonFileCount } = checked;
    const text = formatFindings(findings, lessonFileCount);
    if (findings.length > 0) console.error(text);
    return findings.some((finding) => finding.severity === 'error') ? text : undefined;
  };
  return {
    name: 'slipway:course-check',
    hooks: {
      'astro:config:setup': async ({ command, updateConfig }) => {
        if (command === 'preview') return;
        const errors = await check();
        if (errors !== undefined && command !== 'dev') process.exit(1);
        updateConfig({
          vite: {
            plugins: [
              {
                name: 'slipway:course',
                resolveId: (id: string) => (id === moduleName ? `\0${moduleName}` : undefined),
                load: (id: string) =>
                  id === `\0${moduleName}`
                    ? `export const course = ${JSON.stringify(checked.course ?? null)};`
                    : undefined,
              },
            ],
          },
        });
      },
      'astro:server:setup': ({ server }) => {
        const report = async (file: string) => {
          if (relative(contentFolder, file).startsWith('..')) return;
          const errors = await check();
          const known = server.moduleGraph.getModuleById(`\0${moduleName}`);
          if (known) server.moduleGraph.invalidateModule(known);
          // The development server goes on serving the old page after a bad edit; the overlay says why.
          if (errors !== undefined) server.ws.send({ type: 'error', err: { message: errors, stack: '' } });
        };
        for (const event of ['add', 'change', 'unlink'] as const) server.watcher.on(event, report);
      },
    },
  };
}
