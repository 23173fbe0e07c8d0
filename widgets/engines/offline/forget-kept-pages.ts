import { cachePrefix } from './cache-names.ts';

/** Takes away every page that is kept on this device, of every course of this address: which ones they are tells what the learner has read. */
export async function forgetKeptPages(): Promise<void> {
  // Browsers that refuse storage, and pages without https, have no caches.
  if (!('caches' in globalThis)) return;
  for (const name of await caches.keys()) if (name.startsWith(cachePrefix)) await caches.delete(name);
}
