/**
 * What a page is given that asks for something. Files with a digest in their name come from the cache; pages and data come from the network, and from the
 * cache where the network gives nothing in time. Nothing here depends on the build, so that a new build of the site needs no new service worker.
 */
import { filesCache, pagesCache } from './cache-names.ts';
import { isHashed } from './file-graph.ts';
import { pageKey } from './page-key.ts';
import type { Site } from './site.ts';
import type { FetchEvent } from './worker-scope.ts';

/** How long the network may take to begin an answer that the cache could give, in milliseconds: a page is to stand within 3 s on a train. */
const networkLimitMs = 2000;

/** The same while the last request got no answer in that time: who waits for a silent network once need not wait again for every page and file. */
const silentNetworkLimitMs = 100;

/** How long a page may take that the cache cannot give, before the learner is told what is here instead. It is kept when it comes after all. */
const unkeptLimitMs = 15_000;

/** A page that came while its files were not kept yet waits under this address, so that a kept page never stands there without its files. */
export const arrivedKey = (key: string): string => `${key}?arrived`;

/** The answer, or undefined where the browser is left to itself. */
export function answerFor(event: FetchEvent, site: Site): Promise<Response> | undefined {
  const { method, url, headers, cache, mode } = event.request;
  // Who says `no-store` wants to know whether the network answers.
  const isOurs = method === 'GET' && url.startsWith(site.url) && !headers.has('range') && cache !== 'no-store';
  if (!isOurs || cache === 'only-if-cached') return undefined;
  if (mode === 'navigate') return answerPage(event, site);
  const path = new URL(url).pathname.slice(new URL(site.url).pathname.length);
  return isHashed(path) ? answerHashed(event, path, site) : answerData(event, path, site);
}

/** True for a whole answer of the site itself. A host that answers every address with a web page has not answered for a file. */
export const isFile = (response: Response | undefined): response is Response =>
  response?.status === 200 && response.type === 'basic' && !isWebPage(response);

export const isPage = (response: Response | undefined): response is Response =>
  response?.status === 200 && response.type === 'basic' && !response.redirected && isWebPage(response);

const isWebPage = (response: Response) => response.headers.get('content-type')?.startsWith('text/html') ?? false;

async function answerPage(event: FetchEvent, site: Site): Promise<Response> {
  const key = pageKey(event.request.url);
  const network = fromNetwork(event);
  const pages = await caches.open(pagesCache(site.url));
  const kept = (await pages.match(key, byAddress)) ?? (await pages.match(arrivedKey(key), byAddress));
  const fresh = await inTime(network, kept !== undefined, site);
  if (isPage(fresh)) event.waitUntil(keep(pages, arrivedKey(key), fresh));
  // What comes late is not what stands on the screen, and may not take its place; where nothing stands, it may.
  else if (!fresh && !kept) event.waitUntil(keepWhenItComes(network, pages, key));
  // What the host says of a page counts, even that there is none; that the host is out of order does not.
  if (fresh && !(kept && fresh.status >= 500)) return fresh;
  return kept ?? offlinePage(pages, site);
}

async function answerHashed(event: FetchEvent, path: string, site: Site): Promise<Response> {
  const files = await caches.open(filesCache(site.url));
  await site.underWay.get(path);
  const kept = await files.match(site.url + path, byAddress);
  if (kept) return kept;
  const fresh = await fetch(event.request);
  if (isFile(fresh)) event.waitUntil(keep(files, site.url + path, fresh));
  return fresh;
}

async function answerData(event: FetchEvent, path: string, site: Site): Promise<Response> {
  const files = await caches.open(filesCache(site.url));
  const kept = await files.match(site.url + path, byAddress);
  const network = fetch(event.request);
  const fresh = kept ? await inTime(network, true, site) : await network;
  if (isFile(fresh)) event.waitUntil(keep(files, site.url + path, fresh));
  return (isFile(fresh) ? fresh : (kept ?? fresh)) as Response;
}

/** Hosts name headers by which an answer varies; ours never differ. */
export const byAddress = { ignoreVary: true } as const;

async function fromNetwork(event: FetchEvent): Promise<Response> {
  const preload = Promise.resolve(event.preloadResponse);
  // The browser ends a request of its own that nobody waits for, and complains.
  event.waitUntil(preload.catch(() => {}));
  return (await preload) ?? fetch(event.request);
}

/** The network's answer; undefined where it fails or takes too long. One that comes too late still tells that the network is not silent. */
function inTime(network: Promise<Response>, isKept: boolean, site: Site): Promise<Response | undefined> {
  const keptLimitMs = site.isNetworkSilent ? silentNetworkLimitMs : networkLimitMs;
  let stopTimer = () => {};
  const tooLate = new Promise<undefined>((resolve) => {
    const timer = setTimeout(resolve, isKept ? keptLimitMs : unkeptLimitMs);
    stopTimer = () => clearTimeout(timer);
  }).then(() => {
    site.isNetworkSilent = true;
    return undefined;
  });
  const answer = network.then(
    (response) => {
      site.isNetworkSilent = false;
      return response;
    },
    () => undefined,
  );
  return Promise.race([answer.finally(() => stopTimer()), tooLate]);
}

async function keepWhenItComes(network: Promise<Response>, pages: Cache, key: string): Promise<void> {
  const late = await network.catch(() => undefined);
  if (isPage(late)) await keep(pages, arrivedKey(key), late);
}

/** Where there is no room, nothing is kept: the learner's record needs it more. */
function keep(cache: Cache, address: string, response: Response): Promise<void> {
  return cache.put(address, response.clone()).catch(() => {});
}

async function offlinePage(pages: Cache, site: Site): Promise<Response> {
  const page = await pages.match(`${site.url}offline/`, byAddress);
  return page ? new Response(page.body, { status: 503, headers: page.headers }) : Response.error();
}
