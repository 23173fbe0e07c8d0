import { type BrowserName, newProfile, removeProfile, startBrowser } from './browsers.ts';
import { eachAlone, type Fault, type Found, failed, judge, sleep } from './fault.ts';
import type { FaultSite } from './site.ts';

/** So many deaths of one profile: its answers of all lives have to be there after each. */
const DEATHS_OF_A_PROFILE = 10;

/** One life: the browser reports what the ones before have left, writes, and is killed at a random moment. The last one only looks. */
async function live(name: BrowserName, profile: string, site: FaultSite, runs: string[], isLast: boolean) {
  const run = `F1-${name}-${runs.length}-${Date.now()}`;
  const browser = startBrowser(name, profile, site.address({ do: 'checkThenWrite', db: 'faults', run }));
  try {
    const [found] = await site.ledger.wait<Found>(run, 'found');
    const saved = runs.flatMap((earlier) => site.ledger.of<string>(earlier, 'stored'));
    const ofLastLife = runs.length === 0 ? 0 : site.ledger.of(runs.at(-1)!, 'stored').length;
    if (!isLast) {
      await site.ledger.wait(run, 'stored');
      await sleep(50 + Math.random() * 1450);
    }
    const { status, loss } = found!;
    // Chromium may delete its own database after two deaths (`look-for-loss.ts`): then the loss is told, and all of it is back.
    const isWhole = loss === undefined || loss.restoredCount === loss.missingCount;
    const demands = { 'could not be opened': status === 'saved', 'a loss that was not made good': isWhole };
    return { ...judge(saved, found!, demands), acknowledged: ofLastLife };
  } finally {
    runs.push(run);
    await browser.kill();
  }
}

/** F1: every process of the browser is killed while it writes. */
const killed = (name: BrowserName, tries: Fault['tries']): Fault => ({
  id: name === 'chromium' ? 'F1' : 'F1f',
  title: `${name === 'chromium' ? 'Chromium' : 'Firefox'} killed while it writes`,
  tries,
  attempts: async function* (site, count) {
    for (let done = 0; done < count; done += DEATHS_OF_A_PROFILE) {
      const deaths = Math.min(DEATHS_OF_A_PROFILE, count - done);
      const profile = newProfile();
      const runs: string[] = [];
      try {
        for (let life = 0; life <= deaths; life++) {
          const outcome = await live(name, profile, site, runs, life === deaths).catch(failed);
          // What the first life finds is nothing.
          if (life > 0) yield outcome;
        }
      } finally {
        removeProfile(profile);
      }
    }
  },
});

/** F10: killed while the database is brought to the form of today. The old form or the new one, never half of it; the next opening finishes. */
const killedWhileUpgrading: Fault = {
  id: 'F10',
  title: 'killed while the database is upgraded',
  tries: { change: 1, night: 20 },
  attempts: eachAlone(async (site, number) => {
    const run = `F10-${number}-${Date.now()}`;
    const profile = newProfile();
    try {
      const old = startBrowser('chromium', profile, site.address({ do: 'oldForm', db: 'faults', run, count: 20_000 }));
      await site.ledger.wait(run, 'oldForm').finally(() => old.kill());
      const upgrading = startBrowser('chromium', profile, site.address({ do: 'check', db: 'faults', run }));
      await site.ledger.wait(run, 'opening').finally(async () => {
        await sleep(Math.random() * 500);
        await upgrading.kill();
      });
      const second = `${run}-again`;
      const checking = startBrowser('chromium', profile, site.address({ do: 'check', db: 'faults', run: second }));
      const [found] = await site.ledger.wait<Found>(second, 'found').finally(() => checking.kill());
      const [ids] = site.ledger.of<string[]>(run, 'oldForm');
      return judge(ids!, found!, {
        'could not be opened': found!.status === 'saved',
        [`${found!.ids.length} of ${ids!.length}`]: found!.ids.length === ids!.length,
      });
    } finally {
      removeProfile(profile);
    }
  }),
};

export const killedBrowsers = [
  killed('chromium', { change: 20, night: 200 }),
  killed('firefox', { change: 2, night: 50 }),
  killedWhileUpgrading,
];
