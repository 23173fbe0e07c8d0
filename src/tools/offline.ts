import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { bundleScript } from './offline/bundle-script.ts';
import { readFileGraph } from './offline/read-file-graph.ts';

const workerPath = 'service-worker.js';

/**
 * Lets pages that were opened once open without a network: writes the service worker and the list of the site's files, and has every page ask for the worker when
 * it is idle. With `isOn: false` the site is published with a worker that removes itself and what it kept from the devices of learners who had the other one.
 */
export function offline({ isOn }: { readonly isOn: boolean }): AstroIntegration {
  let base = '/';
  return {
    name: 'slipway:offline',
    hooks: {
      'astro:config:setup': async ({ command, config, injectScript }) => {
        base = config.base.replace(/\/?$/, '/');
        if (command === 'build' && isOn)
          injectScript('head-inline', await bundleScript('widgets/site-update/register.ts', base));
      },
      // A worker that `npm start` left on this address would answer for the development server.
      'astro:server:setup': ({ server }) => {
        server.middlewares.use(async (request, response, next) => {
          if (request.url !== base + workerPath) return next();
          response.setHeader('content-type', 'text/javascript');
          response.end(`addEventListener('install', () => skipWaiting());\n${await farewell(base)}`);
        });
      },
      'astro:build:done': async ({ dir, logger }) => {
        const folder = fileURLToPath(dir);
        const write = async (path: string, text: string) => writeFile(join(folder, path), text);
        if (!isOn) {
          await write(workerPath, await farewell(base));
          logger.info('wrote a service worker that removes itself');
          return;
        }
        await mkdir(join(folder, 'offline'), { recursive: true });
        const graph = await readFileGraph(folder);
        await write(workerPath, await bundleScript('widgets/engines/offline/service-worker.ts', base));
        await write('offline/update-notice.js', await bundleScript('widgets/site-update/update-notice.ts', base));
        await write('offline/files.json', JSON.stringify(graph));
        logger.info(`wrote the service worker and its list of ${graph.files.length} files`);
      },
    },
  };
}

const farewell = (base: string) => bundleScript('widgets/engines/offline/farewell-worker.ts', base);
