import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { chromiumArgs, chromiumPath } from '../chromium.mjs';
import { newProfile, removeProfile } from './browsers.ts';
import { builtSites, siteBase } from './built-site.ts';
import { eachAlone, type Fault, outcomeOf } from './fault.ts';
import { Learner, lesson } from './learner.ts';
import { OfflineHost } from './offline-host.ts';

const LOAD_LIMIT_MS = 3000;

/** Of a page that is opened when the network is known to be silent: it is not waited for again. */
const NEXT_LOAD_LIMIT_MS = 1000;

const start = (profile: string): Promise<BrowserContext> =>
  chromium.launchPersistentContext(profile, { executablePath: chromiumPath(), args: chromiumArgs });

async function headingAt(page: Page, address: string): Promise<string> {
  await page.goto(address);
  return (await page.getByRole('heading', { level: 1 }).textContent()) ?? '';
}

/**
 * F14: a lesson is opened once, the browser is ended, and the host cannot be reached any more; in every second try it takes requests and is silent. The lesson opens, and
 * questions, cards and the model work; so do the course map, the progress, the review and the record. A lesson that was never opened is answered with those that were.
 */
export const offlineLesson: Fault = {
  id: 'F14',
  title: 'built lesson, browser started without a network',
  tries: { change: 10, night: 50 },
  attempts: eachAlone(async (_site, number) => {
    const host = await OfflineHost.start((await builtSites()).first, siteBase);
    const profile = newProfile();
    try {
      const before = await start(profile);
      const visit = new Learner(await before.newPage());
      await visit.open(host.address(lesson));
      await visit.answer(1);
      await visit.untilKept(lesson, '', 'progress/', 'review/', 'record/', 'offline/');
      const probability = await visit.askModel();
      await before.close();

      const context = await start(profile);
      const learner = new Learner(await context.newPage());
      if (number % 2 === 0) host.fault = 'silent';
      else host.goAway();
      const loadMs = await learner.open(host.address(lesson));
      const kept = await learner.storedCount();
      await learner.answer(3);
      await learner.review(1);
      const probabilityAgain = await learner.askModel();
      const loadings = learner.loadedCount;
      const stored = await learner.storedCount();
      const left = performance.now();
      const headings = [await headingAt(learner.page, host.address(''))];
      const nextLoadMs = performance.now() - left;
      for (const path of ['progress/', 'review/', 'record/'])
        headings.push(await headingAt(learner.page, host.address(path)));
      // A silent host is given 15 s for a page that is not here; the second try alone waits for that.
      if (number > 2) host.goAway();
      headings.push(await headingAt(learner.page, host.address('lessons/minimal/')));
      const link = learner.page.getByRole('link', { name: 'Every form: one lesson' });
      const isOffered = await link.waitFor({ timeout: LOAD_LIMIT_MS }).then(
        () => true,
        () => false,
      );
      await context.close();
      const saved = visit.savedCount + learner.savedCount;
      return outcomeOf(saved, saved - stored, {
        [`${kept} stored before`]: kept === visit.savedCount,
        [`opened after ${Math.round(loadMs)} ms`]: loadMs < LOAD_LIMIT_MS,
        [`next page opened after ${Math.round(nextLoadMs)} ms`]: nextLoadMs < NEXT_LOAD_LIMIT_MS,
        [`answered ${probabilityAgain}, not ${probability}`]: probability > 0 && probabilityAgain === probability,
        [`loaded ${loadings} times`]: loadings === 1,
        [`headings ${headings.join(', ')}`]:
          headings.join() === 'Fixture: every form of a lesson,Progress,Review,My record,Without a network',
        'the opened lesson is not offered': isOffered,
      });
    } finally {
      await host.close();
      removeProfile(profile);
    }
  }),
};
