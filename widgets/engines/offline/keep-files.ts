import { byAddress, isFile } from './answer.ts';
import { filesCache } from './cache-names.ts';
import { isHashed, isOnDemand } from './file-graph.ts';
import type { Site } from './site.ts';

/** How many files are fetched in advance at a time: what the learner asks for meanwhile goes first. */
const fetchesAtOnce = 3;

/** Puts files into the cache that are not there. Of another build than the last time, data are asked for again. Rejects where the network gives one up. */
export async function keepFiles(paths: readonly string[], isNewBuild: boolean, site: Site): Promise<void> {
  const cache = await caches.open(filesCache(site.url));
  const waiting = [...paths];
  const fetchNext = async () => {
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
      const done = keepFile(path, isNewBuild, cache, site);
      site.underWay.set(
        path,
        done.catch(() => {}),
      );
      try {
        await done;
      } finally {
        site.underWay.delete(path);
      }
    }
  };
  await Promise.all(Array.from({ length: fetchesAtOnce }, fetchNext));
}

async function keepFile(path: string, isNewBuild: boolean, cache: Cache, site: Site): Promise<void> {
  const address = site.url + path;
  const isHere = (await cache.match(address, byAddress)) !== undefined;
  if (isHere && (isHashed(path) || !isNewBuild)) return;
  const isFree = site.isSavingData || (isOnDemand(path) && !isHere);
  const response = isFree ? await fetchForFree(address) : await fetchOnce(address, isHashed(path));
  if (isFile(response)) await cache.put(address, response);
  else if (isHashed(path) && !isFree) throw new Error(`The host has no file at ${path}.`);
}

/** What the browser's own cache has; a file that came before this worker did is there. */
function fetchForFree(address: string): Promise<Response | undefined> {
  return fetch(address, { cache: 'only-if-cached', mode: 'same-origin' }).catch(() => undefined);
}

/** A hashed file is never out of date, unless the host once answered its address with something else, and that was kept. */
async function fetchOnce(address: string, isLasting: boolean): Promise<Response> {
  const response = await fetch(address, { cache: isLasting ? 'force-cache' : 'no-cache', priority: 'low' });
  return isFile(response) || !isLasting ? response : fetch(address, { cache: 'reload', priority: 'low' });
}
