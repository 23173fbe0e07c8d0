import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBrowser } from './browsers.ts';
import { eachAlone, type Fault, type Found, judge } from './fault.ts';

/** A disk of its own, in memory. Only root may make one. */
function smallDisk(megabytes: number): { readonly folder: string; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-disk-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]);
  return {
    folder,
    remove: () => {
      execFileSync('umount', ['--lazy', folder]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Some 330 answers of 60 kB have to be written before the disk is full, each to both copies; a busy machine needs minutes for that, and nothing is promised of its speed. */
const FILLING_MS = 300_000;

/** F6: the disk itself is full, and has room again later. The browser promises nothing here; what was called saved has to be there all the same. */
export const fullDisk: Fault = {
  id: 'F6',
  title: 'disk of 70 MB full, then freed',
  tries: { change: process.getuid?.() === 0 ? 1 : 0, night: 10 },
  attempts: eachAlone(async (site, number) => {
    const run = `F6-${number}-${Date.now()}`;
    const disk = smallDisk(70);
    // Another program's file takes most of it, and is deleted later.
    const other = join(disk.folder, 'other');
    const profile = join(disk.folder, 'profile');
    mkdirSync(profile);
    writeFileSync(other, Buffer.alloc(35e6));
    try {
      const writing = startBrowser('chromium', profile, site.address({ do: 'fill', db: 'faults', run }));
      const [full] = await site.ledger
        .wait<{ notice: string; unsaved: number; rescued: number }>(run, 'full', 1, FILLING_MS)
        .finally(() => rmSync(other));
      await site.ledger.wait(run, 'roomAgain').finally(() => writing.kill());
      const checking = startBrowser('chromium', profile, site.address({ do: 'check', db: 'faults', run }));
      const [found] = await site.ledger.wait<Found>(run, 'found').finally(() => checking.kill());
      return judge(site.ledger.of(run, 'stored'), found!, {
        [`told “${full!.notice}”`]: /not saved\./.test(full!.notice),
        [`${full!.unsaved} unsaved, ${full!.rescued} of them in the file`]:
          full!.unsaved > 0 && full!.rescued === full!.unsaved,
      });
    } finally {
      disk.remove();
    }
  }),
};
