/** The service worker of a site that is no longer to work without a network: it takes the place of the one before, gives back what that kept, and goes. */
import { cachePrefix } from './cache-names.ts';
import type { WorkerScope } from './worker-scope.ts';

const scope = globalThis as unknown as WorkerScope;

async function leave(): Promise<void> {
  for (const name of await caches.keys())
    if (name.startsWith(cachePrefix) && name.endsWith(` ${scope.registration.scope}`)) await caches.delete(name);
  await scope.registration.unregister();
}

scope.addEventListener('activate', (event) => event.waitUntil(leave()));
