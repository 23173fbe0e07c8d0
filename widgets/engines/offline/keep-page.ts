/** Keeps a page that is open, with everything it needs, and brings the other kept pages to the build that the host has now. */
import { arrivedKey, byAddress, isPage } from './answer.ts';
import { keptListUrl, pagesCache, readKept } from './cache-names.ts';
import { type FileGraph, filesOfPage } from './file-graph.ts';
import { keepFiles } from './keep-files.ts';
import { type KeptPage, standingPages, titleOf, withPage } from './kept-pages.ts';
import { pageKey } from './page-key.ts';
import type { Site } from './site.ts';
import { sweep } from './sweep.ts';

/** What is said where a part of a page does not come; no page names it. */
const noticePath = 'offline/update-notice.js';

/** The page at `url` is open. Rejects where the network fails; what was kept before stays as it was. */
export async function keepOpenPage(url: string, site: Site): Promise<void> {
  const key = pageKey(url);
  if (!key.startsWith(site.url)) return;
  await recall(key, site);
  const graph = await fetchGraph(site);
  await keepArrived(key, graph, site);
  if (site.isSavingData) return;
  await keepStandingPages(graph, site);
  await refreshOthers(key, graph, site);
  await sweep(site);
}

/** Keeps the page that is shown when there is no other. */
export async function keepOfflinePage(site: Site): Promise<void> {
  await keepFromHost(`${site.url}${standingPages[0]}`, await fetchGraph(site), site);
}

async function fetchGraph(site: Site): Promise<FileGraph> {
  const response = await fetch(`${site.url}offline/files.json`, { cache: 'no-cache' });
  if (!response.ok) throw new Error(`The list of the site's files was answered with status ${response.status}.`);
  return (await response.json()) as FileGraph;
}

/** Keeps the page as it came from the network, or fetches it where it came before this worker did. Where it came from the cache there is nothing to do. */
async function keepArrived(key: string, graph: FileGraph, site: Site): Promise<void> {
  const pages = await caches.open(pagesCache(site.url));
  const arrived = await pages.match(arrivedKey(key), byAddress);
  if (!arrived && (await pages.match(key, byAddress))) return;
  const page = arrived ?? (await fetch(key));
  if (isPage(page)) await store(key, page, graph, site);
  await pages.delete(arrivedKey(key));
}

async function keepFromHost(key: string, graph: FileGraph, site: Site): Promise<void> {
  const page = await fetch(key, { cache: 'no-cache', priority: 'low' });
  if (page.status === 404 || page.status === 410) await forget(key, site);
  else if (isPage(page)) await store(key, page, graph, site);
}

/** A page is kept after its files, so that it never stands there without them. One of another build than the list of files waits for its next opening. */
async function store(key: string, page: Response, graph: FileGraph, site: Site): Promise<void> {
  const html = await page.clone().text();
  const { files: named, isWhole } = filesOfPage(html, new URL(site.url).pathname, graph);
  if (!isWhole) return;
  const files = [...named, noticePath];
  const kept = await readKept(site.url);
  await keepFiles(files, kept.find((one) => one.key === key)?.build !== graph.build, site);
  const pages = await caches.open(pagesCache(site.url));
  await pages.put(key, page);
  await list({ key, title: titleOf(html), build: graph.build, files }, site);
}

async function list(page: KeptPage, site: Site): Promise<void> {
  const standing = new Set(standingPages.map((path) => site.url + path));
  const { kept, dropped } = withPage(await readKept(site.url), page, (key) => standing.has(key));
  await writeList(kept, site);
  const pages = await caches.open(pagesCache(site.url));
  for (const { key } of dropped) await pages.delete(key);
}

/** A page that was opened from the cache is the most recent one again. */
async function recall(key: string, site: Site): Promise<void> {
  const page = (await readKept(site.url)).find((one) => one.key === key);
  if (page) await list(page, site);
}

async function forget(key: string, site: Site): Promise<void> {
  await writeList(
    (await readKept(site.url)).filter((page) => page.key !== key),
    site,
  );
  await (await caches.open(pagesCache(site.url))).delete(key);
}

async function writeList(kept: readonly KeptPage[], site: Site): Promise<void> {
  const pages = await caches.open(pagesCache(site.url));
  await pages.put(keptListUrl(site.url), Response.json(kept));
}

async function keepStandingPages(graph: FileGraph, site: Site): Promise<void> {
  const kept = await readKept(site.url);
  for (const path of standingPages)
    if (!kept.some(({ key }) => key === site.url + path)) await keepFromHost(site.url + path, graph, site);
}

/** The page that is open is left as it is: its files have to stay until it is closed. The least recent one first, so that the order stays. */
async function refreshOthers(openKey: string, graph: FileGraph, site: Site): Promise<void> {
  const stale = (await readKept(site.url)).filter(({ key, build }) => key !== openKey && build !== graph.build);
  for (const { key } of stale.reverse()) await keepFromHost(key, graph, site);
  await recall(openKey, site);
}
