/**
 * The service worker: pages that were opened once open without a network. `src/tools/offline.ts` makes it one file in the site's folder.
 * Workbox was weighed and refused: it precaches a list that changes with every build, and with it comes a new worker at every build, with all the races of
 * taking over. Here nothing is of a build, so the worker stays the same; what changes is `offline/files.json`, which it reads. It never takes over an
 * open page from another worker (no `skipWaiting`), and nothing here ever loads a page again.
 */
import { answerFor } from './answer.ts';
import { keepOfflinePage, keepOpenPage } from './keep-page.ts';
import { Site } from './site.ts';
import type { WorkerScope } from './worker-scope.ts';

const scope = globalThis as unknown as WorkerScope;
const site = new Site(scope);

scope.addEventListener('install', (event) => event.waitUntil(site.inTurn(() => keepOfflinePage(site))));

scope.addEventListener('activate', (event) =>
  // The first worker takes the page that brought it: from now on what it asks for is kept.
  event.waitUntil(Promise.all([scope.registration.navigationPreload?.enable(), scope.clients.claim()])),
);

scope.addEventListener('fetch', (event) => {
  const answer = answerFor(event, site);
  if (answer) event.respondWith(answer);
});

/** A page says that it has loaded: `{ opened: address }`. */
scope.addEventListener('message', (event) => {
  const opened = (event.data as { opened?: unknown } | null)?.opened;
  // Without a network there is nothing to be done, and nothing to be said: the page is there.
  if (typeof opened === 'string') event.waitUntil(site.inTurn(() => keepOpenPage(opened, site)).catch(() => {}));
});
