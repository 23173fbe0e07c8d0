import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** The lesson that carries the whole journey. */
export const lessonPath = '/lessons/ai-builder-ch4-lesson1/';

/** Every kind of page of the built site and of the built fixture course. */
export const pagePaths = [
  '/',
  lessonPath,
  '/lessons/ai-builder-ch3-lesson5/',
  '/lessons/ai-builder-ch4-lesson2/',
  '/models/',
  '/models/titanic-mlp/',
  '/models/titanic-trees/',
  '/models/data/titanic/',
  '/progress/',
  '/progress/ai-builder-ch4-lesson1/',
  '/record/',
  '/review/',
  '/validation/fidelity/',
  '/404.html',
  '/fixture-course/',
  '/fixture-course/lessons/every-form/',
  '/fixture-course/lessons/placed-by-hand/',
];

/** Collects what must never happen on a page: console errors, uncaught errors, failed and third-party requests. */
export function watchPage(page: Page): string[] {
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('requestfailed', (request) => faults.push(`failed: ${request.url()} ${request.failure()?.errorText}`));
  page.on('request', (request) => {
    if (!/^(http:\/\/127\.0\.0\.1|data:|blob:)/.test(request.url())) faults.push(`third party: ${request.url()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) faults.push(`${response.status()}: ${response.url()}`);
  });
  return faults;
}

/** No violation of WCAG 2.2 AA that axe can see, on the page as it stands. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze();
  expect(
    violations.map(
      (violation) => `${violation.id}: ${violation.nodes.map((node) => node.target.join(' ')).join(' | ')}`,
    ),
  ).toEqual([]);
}

/** Brings every island of the page into view, so that it hydrates, and waits until all have. An island that grows may push the next one out of view again. */
export async function showAllInstruments(page: Page): Promise<void> {
  const waiting = page.locator('astro-island[ssr]');
  await expect(async () => {
    // The island element itself has no box; what it holds has.
    for (const island of await waiting.all())
      await island.evaluate((element) => element.firstElementChild?.scrollIntoView({ block: 'center' }), undefined, {
        timeout: 1000,
      });
    await expect(waiting).toHaveCount(0, { timeout: 1000 });
  }).toPass({ timeout: 30_000 });
}
