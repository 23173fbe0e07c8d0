import { type Browser, chromium, type Page } from '@playwright/test';
import { chromiumArgs, chromiumPath } from '../chromium.mjs';
import { type BuiltSites, builtSites, secondBuildText, siteBase } from './built-site.ts';
import { eachIn, type Fault, outcomeOf, sleep } from './fault.ts';
import { Learner, lesson } from './learner.ts';
import { OfflineHost } from './offline-host.ts';

type Demands = Record<string, boolean>;

/** One way in which another build comes while the page is open. The first question has been answered; two more answers and a review are to come. */
interface Update {
  /** Without it the browser has no service worker, so that nothing of the old build is kept. */
  readonly hasWorker: boolean;
  readonly happen: (learner: Learner, host: OfflineHost, sites: BuiltSites) => Promise<Demands>;
}

async function goOn(learner: Learner): Promise<void> {
  await learner.answer(3);
  await learner.review(1);
}

const notice = (page: Page) => page.getByRole('complementary', { name: 'About this page' });
const isSecond = (page: Page) => page.getByText(secondBuildText).isVisible();

/** The page says that the site was updated, stays as it is, and is loaded again by a click and not before. */
async function reloadByClick(learner: Learner, demands: Demands): Promise<Demands> {
  const { page } = learner;
  await notice(page).getByText('This site was updated while the page was open').waitFor({ timeout: 20_000 });
  await sleep(1500);
  const loadedBefore = learner.loadedCount;
  await learner.answer(4);
  await notice(page).getByRole('button', { name: 'Load the page again' }).click();
  await page.getByText(secondBuildText).waitFor({ timeout: 20_000 });
  await sleep(1500);
  return {
    ...demands,
    [`loaded ${loadedBefore} times before the click`]: loadedBefore === 1,
    [`loaded ${learner.loadedCount} times after the click`]: learner.loadedCount === 2,
  };
}

const updates: readonly Update[] = [
  // Everything of the open page is kept: it goes on as if nothing had happened, with instruments that were never looked at before.
  {
    hasWorker: true,
    happen: async (learner, host, sites) => {
      await learner.untilKept(lesson);
      host.publish(sites.second);
      await goOn(learner);
      await learner.wantModel();
      const { loadedCount, page } = learner;
      await page.getByRole('button', { name: 'Load the model' }).waitFor({ timeout: 20_000 });
      await learner.answer(4);
      const isTold = await notice(page).isVisible();
      await learner.open(host.address(lesson));
      return {
        [`loaded ${loadedCount} times`]: loadedCount === 1,
        'told without need': !isTold,
        'still the first build': await isSecond(page),
      };
    },
  },
  // The network goes, the build changes, the network comes back.
  {
    hasWorker: true,
    happen: async (learner, host, sites) => {
      await learner.untilKept(lesson);
      host.goAway();
      await goOn(learner);
      await learner.open(host.address(lesson));
      const isFirst = !(await isSecond(learner.page));
      host.publish(sites.second);
      host.fault = 'none';
      await learner.answer(4);
      await learner.open(host.address(lesson));
      // This visit brings what is kept to the second build, the pages that are not open included.
      await learner.untilKeptOf('second', lesson, '', 'record/');
      host.goAway();
      await learner.open(host.address(lesson));
      return {
        'not the first build while away': isFirst,
        'not the second build afterwards': await isSecond(learner.page),
        [`loaded ${learner.loadedCount} times`]: learner.loadedCount === 4,
      };
    },
  },
  // Nothing is kept, and a part of the page that is wanted now belongs to the build that is gone.
  {
    hasWorker: false,
    happen: async (learner, host, sites) => {
      host.publish(sites.second);
      await goOn(learner);
      await learner.wantModel();
      return reloadByClick(learner, {});
    },
  },
  // The same, where the host answers every address that it does not know with its front page; and the pages come before their files.
  {
    hasWorker: false,
    happen: async (learner, host, sites) => {
      host.publish(sites.second);
      host.fault = 'front page for files';
      await goOn(learner);
      await learner.wantModel();
      await notice(learner.page).waitFor({ timeout: 20_000 });
      await notice(learner.page).getByRole('button', { name: 'Load the page again' }).click();
      await learner.page.getByText(secondBuildText).waitFor();
      // Half of a build: the page is there, its files are not. It says so once and waits.
      await learner.page.getByRole('region', { name: 'Quiz' }).scrollIntoViewIfNeeded();
      await notice(learner.page).getByText('could not be loaded').waitFor({ timeout: 20_000 });
      await sleep(3000);
      const loadedCount = learner.loadedCount;
      host.fault = 'none';
      await notice(learner.page).getByRole('button', { name: 'Load the page again' }).click();
      await learner.quizIsReady();
      await learner.answer(4);
      return {
        [`loaded ${loadedCount} times`]: loadedCount === 2,
        [`loaded ${learner.loadedCount} times at the end`]: learner.loadedCount === 3,
      };
    },
  },
];

async function launched() {
  const setting = await chromium.launch({ executablePath: chromiumPath(), args: chromiumArgs });
  return { setting, takeDown: () => setting.close() };
}

/** F13: another build is published under an open page while the learner answers. No answer is lost, no page is loaded again by itself, and who has to load it again is told why. */
export const updatedSite: Fault = {
  id: 'F13',
  title: 'another build under an open built lesson',
  tries: { change: 2, night: 20 },
  attempts: eachIn(launched, async (browser: Browser, _site, number) => {
    const sites = await builtSites();
    const host = await OfflineHost.start(sites.first, siteBase);
    const { hasWorker, happen } = updates[number % updates.length]!;
    const context = await browser.newContext({ serviceWorkers: hasWorker ? 'allow' : 'block' });
    try {
      const learner = new Learner(await context.newPage());
      await learner.open(host.address(lesson));
      await learner.answer(1);
      await learner.untilCardsAreReady();
      const demands = await happen(learner, host, sites);
      const stored = await learner.storedCount();
      return outcomeOf(learner.savedCount, learner.savedCount - stored, {
        ...demands,
        [`${learner.savedCount} answers`]: learner.savedCount === 4,
      });
    } finally {
      await context.close();
      await host.close();
    }
  }),
};
