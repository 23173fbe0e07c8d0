import type { Fault, Outcome } from './fault.ts';
import { runningBrowser } from './running-browser.ts';

/** So many tries are made in one page before a new one is taken. */
const TRIES_OF_A_PAGE = 50;

/** A fault that a page can make itself (`trials.ts`): all tries in one browser. */
const inPage = (id: string, title: string, trial: string, tries: Fault['tries']): Fault => ({
  id,
  title,
  tries,
  attempts: async function* (site, count) {
    const { setting: context, takeDown } = await runningBrowser();
    try {
      for (let done = 0; done < count; done += TRIES_OF_A_PAGE) {
        const run = `${trial}-${done}-${Date.now()}`;
        const part = Math.min(TRIES_OF_A_PAGE, count - done);
        const page = await context.newPage();
        await page.goto(site.address({ trial, run, count: part }, 'trials.html'));
        for (let number = 1; number <= part; number++)
          yield (await site.ledger.wait<Outcome>(run, 'outcome', number))[number - 1]!;
        await page.close();
      }
    } finally {
      await takeDown();
    }
  },
});

export const inPageFaults = [
  inPage('F7', 'IndexedDB missing, refused, hanging, broken', 'refusedStorage', { change: 5, night: 25 }),
  inPage('F9', 'a newer build opens beside this one', 'newerBuild', { change: 10, night: 50 }),
  inPage('F10', 'upgrade stopped at each step', 'stoppedUpgrade', { change: 4, night: 20 }),
  inPage('F11', 'database of a newer build', 'newerDatabase', { change: 5, night: 25 }),
  inPage('F12', 'databases and files of earlier forms', 'earlierForm', { change: 4, night: 20 }),
  inPage('F17', 'import cut, altered, newer, foreign', 'alteredFile', { change: 500, night: 500 }),
  inPage('F21', 'one row of the store damaged', 'damagedRow', { change: 100, night: 100 }),
];
