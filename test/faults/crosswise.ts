import { type BrowserName, newProfile, removeProfile, startBrowser } from './browsers.ts';
import { eachAlone, type Fault, outcomeOf } from './fault.ts';

interface Exchanged {
  /** Its bytes. */
  readonly file: readonly number[];
  readonly ids: readonly string[];
}

const browsers: readonly BrowserName[] = ['chromium', 'firefox', 'chromium'];

/** F20: three browsers write, each saves a file, erases everything and takes the files of all three. Each gets its own back byte for byte, and all come to the same bytes. */
export const crosswise: Fault = {
  id: 'F20',
  title: 'exported, erased, imported by three browsers',
  tries: { change: 1, night: 10 },
  attempts: eachAlone(async (site, number) => {
    const run = `F20-${number}-${Date.now()}`;
    const runs = browsers.map((_name, index) => `${run}-${index}`);
    const profiles = browsers.map(() => newProfile());
    const running = browsers.map((name, index) =>
      startBrowser(
        name,
        profiles[index]!,
        site.address({ do: 'exchange', db: 'faults', run: runs[index]!, count: 30 }),
      ),
    );
    try {
      const given = await Promise.all(
        runs.map(async (each) => (await site.ledger.wait<Exchanged>(each, 'given', 1, 120_000))[0]!),
      );
      for (const each of runs)
        site.ledger.put(
          each,
          given.map(({ file }) => file),
        );
      const ends = await Promise.all(
        runs.map(
          async (each) => (await site.ledger.wait<{ own: boolean; text: string }>(each, 'taken', 1, 120_000))[0]!,
        ),
      );
      const ids = given.flatMap((each) => each.ids);
      const texts = new Set(ends.map(({ text }) => text));
      return outcomeOf(ids.length, ids.filter((id) => ends.some(({ text }) => !text.includes(id))).length, {
        'its own file led to other bytes': ends.every(({ own }) => own),
        [`${texts.size} different records`]: texts.size === 1,
      });
    } finally {
      await Promise.all(running.map((browser) => browser.kill()));
      for (const profile of profiles) removeProfile(profile);
    }
  }),
};
