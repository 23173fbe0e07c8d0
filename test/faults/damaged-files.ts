import { readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newProfile, removeProfile, startBrowser } from './browsers.ts';
import { eachAlone, type Fault, type Found, judge } from './fault.ts';

/** The folder of the browser's IndexedDB. Found by looking, since its place and form have changed between versions. */
function databaseFolder(profile: string): string {
  const folders = readdirSync(profile, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && /\.indexeddb\.leveldb$/.test(entry.name),
  );
  const found = folders[0];
  if (!found) throw new Error('This browser does not keep IndexedDB in LevelDB.');
  return join(found.parentPath, found.name);
}

const filesOf = (folder: string, pattern: RegExp): string[] =>
  readdirSync(folder)
    .filter((file) => pattern.test(file))
    .map((file) => join(folder, file));

/** The log is cut at a random byte, as a power cut leaves what was never flushed. */
function cutLog(folder: string): void {
  for (const log of filesOf(folder, /\.log$/)) truncateSync(log, Math.floor(Math.random() * statSync(log).size));
}

function flipBytes(folder: string): void {
  for (const log of filesOf(folder, /\.log$/)) {
    const bytes = readFileSync(log);
    for (let flip = 0; flip < 50; flip++) {
      const at = Math.floor(Math.random() * bytes.length);
      bytes[at] = bytes[at]! ^ (1 << Math.floor(Math.random() * 8));
    }
    writeFileSync(log, bytes);
  }
}

const remove = (pattern: RegExp) => (folder: string) => {
  for (const file of filesOf(folder, pattern)) rmSync(file);
};
function emptyCurrent(folder: string): void {
  for (const file of filesOf(folder, /^CURRENT$/)) writeFileSync(file, '');
}
const removeAll = (folder: string): void => rmSync(folder, { recursive: true });
/** What Chromium itself does to a database that two deaths have damaged, before the mark has reached the disk. */
function removeWithMark(folder: string): void {
  removeAll(folder);
  rmSync(join(folder, '..', '..', 'Local Storage'), { recursive: true, force: true });
}

/** A database whose files were damaged while no browser ran: everything is announced and put back from the second copy. */
const damaged = (id: string, title: string, tries: Fault['tries'], damage: (folder: string) => void): Fault => ({
  id,
  title,
  tries,
  attempts: eachAlone(async (site, number) => {
    const run = `${id}-${title}-${number}-${Date.now()}`.replaceAll(' ', '-');
    const profile = newProfile();
    try {
      const writing = startBrowser('chromium', profile, site.address({ do: 'write', db: 'faults', run, limit: 100 }));
      await site.ledger.wait(run, 'written').finally(() => writing.kill());
      damage(databaseFolder(profile));
      const checking = startBrowser('chromium', profile, site.address({ do: 'check', db: 'faults', run, loss: 1 }));
      const [found] = await site.ledger.wait<Found>(run, 'found').finally(() => checking.kill());
      const isIntact = found!.loss === undefined && found!.status === 'saved' && found!.ids.length === 100;
      // Where the browser can neither open nor delete its storage, the record is read from the second copy, and says that nothing more can be stored.
      const isAnnounced =
        found!.loss !== undefined ||
        (found!.status === 'unavailable' && /storage is damaged/.test(found!.problem ?? ''));
      return judge(site.ledger.of(run, 'stored'), found!, {
        [`not announced, status ${found!.status}: ${found!.problem}`]: isAnnounced || isIntact,
      });
    } finally {
      removeProfile(profile);
    }
  }),
});

export const damagedFiles = [
  damaged('F3', 'log cut at a random byte', { change: 3, night: 100 }, cutLog),
  damaged('F4', '50 bits flipped', { change: 1, night: 25 }, flipBytes),
  damaged('F4', 'MANIFEST missing', { change: 1, night: 25 }, remove(/^MANIFEST/)),
  damaged('F4', 'CURRENT emptied', { change: 1, night: 25 }, emptyCurrent),
  damaged('F4', 'database deleted', { change: 1, night: 25 }, removeAll),
  damaged('F4', 'database and mark deleted', { change: 1, night: 25 }, removeWithMark),
];
