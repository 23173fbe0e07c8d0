import { type BrowserName, newProfile, removeProfile, startBrowser } from './browsers.ts';
import { eachAlone, type Fault, type Found, judge } from './fault.ts';

const ANSWERS = 1000;

/** F8: two tabs write 1,000 answers each at the same time, and come to know each other's. */
const twoTabs = (name: BrowserName, tries: Fault['tries']): Fault => ({
  id: name === 'chromium' ? 'F8' : 'F8f',
  title: `two tabs of ${name === 'chromium' ? 'Chromium' : 'Firefox'}, ${ANSWERS} answers each`,
  tries,
  attempts: eachAlone(async (site, number) => {
    const runs = ['a', 'b'].map((tab) => `F8-${name}-${number}-${tab}-${Date.now()}`);
    const profile = newProfile();
    try {
      const common = { do: 'write', db: 'faults', limit: ANSWERS, converge: 2 * ANSWERS };
      const second = site.address({ ...common, run: runs[1]! });
      const writing = startBrowser(name, profile, site.address({ ...common, run: runs[0]!, also: second }));
      const converged = await Promise.all(
        runs.map((run) => site.ledger.wait<{ count: number; ms: number }>(run, 'converged', 1, 120_000)),
      ).finally(() => writing.kill());
      const checking = startBrowser(name, profile, site.address({ do: 'check', db: 'faults', run: runs[0]! }));
      const [found] = await site.ledger.wait<Found>(runs[0]!, 'found').finally(() => checking.kill());
      const all = runs.flatMap((run) => site.ledger.of<string>(run, 'stored'));
      const states = converged.map(([state]) => state!);
      return judge(all, found!, {
        [`${found!.ids.length} of ${2 * ANSWERS}`]: found!.ids.length === 2 * ANSWERS,
        [`tabs know ${states.map(({ count }) => count).join(' and ')}`]: states.every(
          ({ count }) => count === 2 * ANSWERS,
        ),
        // The tab that ends first waits for the other; the other has no more to wait for than the last hints.
        [`converged after ${Math.round(Math.min(...states.map(({ ms }) => ms)))} ms`]:
          Math.min(...states.map(({ ms }) => ms)) < 2000,
      });
    } finally {
      removeProfile(profile);
    }
  }),
});

export const twoTabsAtOnce = [
  twoTabs('chromium', { change: 10, night: 50 }),
  twoTabs('firefox', { change: 1, night: 10 }),
];
