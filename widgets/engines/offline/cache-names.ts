import type { KeptPage } from './kept-pages.ts';

/** What every cache of ours begins with: erasing one's data takes them all away. */
export const cachePrefix = 'slipway-offline-';

/** `siteUrl` ends with a slash: one host may serve several courses, each from its own folder. */
export const pagesCache = (siteUrl: string): string => `${cachePrefix}pages ${siteUrl}`;
export const filesCache = (siteUrl: string): string => `${cachePrefix}files ${siteUrl}`;

/** Where the list of kept pages stands within the cache of pages. */
export const keptListUrl = (siteUrl: string): string => `${siteUrl}offline/kept.json`;

/** The kept pages, the one that was opened last first. */
export async function readKept(siteUrl: string): Promise<readonly KeptPage[]> {
  const pages = await caches.open(pagesCache(siteUrl));
  const list = await pages.match(keptListUrl(siteUrl));
  return list ? ((await list.json()) as KeptPage[]) : [];
}
