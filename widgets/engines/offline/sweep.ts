import { filesCache, keptListUrl, pagesCache, readKept } from './cache-names.ts';
import { isHashed } from './file-graph.ts';
import { pageKey } from './page-key.ts';
import type { Site } from './site.ts';

/**
 * Removes what no kept page needs: hashed files of earlier builds, and pages that are no longer listed. Data have lasting names and do not gather.
 * While a second page of the site is open nothing is removed, for it may be of an earlier build and go on to ask for its files.
 */
export async function sweep(site: Site): Promise<void> {
  const open = await site.scope.clients.matchAll({ type: 'window' });
  if (open.length > 1) return;
  const kept = await readKept(site.url);
  const needed = new Set(kept.flatMap(({ files }) => files.map((path) => site.url + path)));
  const files = await caches.open(filesCache(site.url));
  for (const { url } of await files.keys())
    if (isHashed(url.slice(site.url.length)) && !needed.has(url)) await files.delete(url);
  const listed = new Set(kept.map(({ key }) => key));
  const pages = await caches.open(pagesCache(site.url));
  for (const { url } of await pages.keys())
    if (url !== keptListUrl(site.url) && !listed.has(pageKey(url))) await pages.delete(url);
}
