import type { BrowserContext, Page } from '@playwright/test';
import { eachIn, type Fault, type Found, judge, sleep } from './fault.ts';
import { runningBrowser } from './running-browser.ts';

type Leave = (page: Page, context: BrowserContext) => Promise<void>;

async function crash(page: Page, context: BrowserContext): Promise<void> {
  const session = await context.newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  void session.send('Page.crash').catch(() => {}); // Its answer never comes: the page is gone.
  await crashed;
}

/** A discarded page was frozen first; then its process ended, and nothing asked it. */
async function discard(page: Page, context: BrowserContext): Promise<void> {
  const session = await context.newCDPSession(page);
  await session.send('Page.setWebLifecycleState', { state: 'frozen' });
  await crash(page, context);
}

async function backAndForward(page: Page): Promise<void> {
  await page.goto('about:blank');
  await page.goBack({ waitUntil: 'commit' });
  await sleep(100);
  await page.goForward({ waitUntil: 'commit' });
}

/** F2: the page goes away while it writes; the browser lives on. */
const lostPage = (title: string, leave: Leave): Fault => ({
  id: 'F2',
  title,
  tries: { change: 2, night: 50 },
  attempts: eachIn(runningBrowser, async (context, site, number) => {
    const run = `F2-${title}-${number}-${Date.now()}`.replaceAll(' ', '-');
    const page = await context.newPage();
    await page.goto(site.address({ do: 'write', db: run, run }));
    await site.ledger.wait(run, 'stored', 5);
    await sleep(Math.random() * 300);
    await leave(page, context);
    const next = await context.newPage();
    await next.goto(site.address({ do: 'check', db: run, run }));
    const [found] = await site.ledger.wait<Found>(run, 'found').finally(async () => {
      await next.close();
      await page.close();
    });
    return judge(site.ledger.of(run, 'stored'), found!, {
      'could not be opened': found!.status === 'saved',
      'false alarm': found!.loss === undefined,
    });
  }),
});

const ANSWERS = 5;

/** F2: the learner answers and follows a link at once: the answer was shown, so it has to be there. */
const leftAtOnce: Fault = {
  id: 'F2',
  title: 'left in the moment of the answer',
  tries: { change: 5, night: 50 },
  attempts: eachIn(runningBrowser, async (context, site, number) => {
    const run = `F2-at-once-${number}-${Date.now()}`;
    const page = await context.newPage();
    await page.goto(site.address({ do: 'answerAndLeave', db: run, run, limit: ANSWERS }));
    const [found] = await site.ledger.wait<Found>(run, 'found');
    const answered = await site.ledger.wait<string>(run, 'stored', ANSWERS);
    await page.close();
    return judge(answered, found!, {
      'could not be opened': found!.status === 'saved',
      'false alarm': found!.loss === undefined,
    });
  }),
};

export const lostPages = [
  lostPage('renderer killed while it writes', crash),
  lostPage('tab closed while it writes', (page) => page.close()),
  lostPage('left by back and forward', backAndForward),
  lostPage('frozen, then discarded', discard),
  leftAtOnce,
];
