import { expect, test } from '@playwright/test';
import { expectAccessible, pagePaths, showAllInstruments, watchPage } from './site.ts';

const looks = [
  { name: 'light at 1280 px', colorScheme: 'light', width: 1280 },
  { name: 'dark at 1280 px', colorScheme: 'dark', width: 1280 },
  { name: 'light at 320 px', colorScheme: 'light', width: 320 },
] as const;

for (const path of pagePaths) {
  for (const { name, colorScheme, width } of looks) {
    test(`${path} in ${name} is accessible, fits, and asks nobody else for anything`, async ({ browser }) => {
      const context = await browser.newContext({
        viewport: { width, height: 800 },
        colorScheme,
        reducedMotion: 'reduce',
      });
      const page = await context.newPage();
      const faults = watchPage(page);
      await page.goto(path);
      await expectAccessible(page);
      await showAllInstruments(page);
      await expectAccessible(page);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBe(0);
      expect(faults).toEqual([]);
      await context.close();
    });
  }
}

test('a page asks for nothing of a third party until the video is clicked, and then only for the player', async ({
  page,
}) => {
  const asked: string[] = [];
  await page.route(/youtube/, (route) => {
    asked.push(route.request().url());
    return route.fulfill({ contentType: 'text/html', body: '<title>player</title>' });
  });
  await page.goto('/lessons/ai-builder-ch4-lesson1/');
  await page.waitForLoadState('networkidle');
  expect(asked).toEqual([]);
  await page.getByRole('button', { name: /Play the video/ }).click();
  await expect(page.locator('iframe')).toHaveAttribute(
    'src',
    /^https:\/\/www\.youtube-nocookie\.com\/embed\/7x8R2aJx0a0\?.*start=0.*end=720/,
  );
  await expect.poll(() => asked.length).toBe(1);
});

test('an inline script that the page did not bring is refused by its policy', async ({ page }) => {
  await page.goto('/');
  const isRefused = await page.evaluate(() => {
    try {
      document.body.insertAdjacentHTML('beforeend', '<p>text</p>');
      return false;
    } catch (error) {
      return error instanceof TypeError;
    }
  });
  expect(isRefused).toBe(true);
});

test('the course index lists the chapters in the order of the course file, and each lesson leads to the next', async ({
  page,
}) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 2 })).toHaveText(['1. Getting a model ready', '2. Deployment']);
  await page.getByRole('link', { name: 'Making a Model Cheaper to Run' }).click();
  const next = page.getByRole('navigation', { name: 'Previous and next lesson' }).getByRole('link', { name: /^Next/ });
  await next.click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Model Deployment Strategies');
  await page.getByRole('navigation', { name: 'Previous and next lesson' }).getByRole('link', { name: /^Next/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Changing a Model That Is Running');
});
