import AxeBuilder from '@axe-core/playwright';
import { expect, type Locator, type Page } from '@playwright/test';
import axe from 'axe-core';

const wcagTags = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];

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

/**
 * No violation of WCAG 2.2 AA that axe can see, on the page as it stands. The whole of axe runs in the page ("legacy mode"): our pages have no frames, for
 * which the default joins the parts in a second page. With details of violations alone this takes a third of the time, and finds the same.
 */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .options({ runOnly: wcagTags, resultTypes: ['violations'] })
    .setLegacyMode(true)
    .analyze();
  expect(
    violations.map(
      (violation) => `${violation.id}: ${violation.nodes.map((node) => node.target.join(' ')).join(' | ')}`,
    ),
  ).toEqual([]);
}

/** The same of one part of a page, quickly: for a walk through many states. */
export async function axeFaults(part: Locator): Promise<string[]> {
  const page = part.page();
  if (await page.evaluate(() => !('axe' in globalThis))) await page.evaluate(axe.source);
  return part.evaluate(async (element, tags) => {
    const { run } = (globalThis as unknown as { axe: typeof axe }).axe;
    const { violations } = await run(element, { runOnly: tags, resultTypes: ['violations'], preload: false });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`);
  }, wcagTags);
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

/** Controls that a finger has to hit and that are narrower or lower than 44 px. A link within a sentence is exempt, and so is what only a screen reader meets. */
export function tooSmall(part: Locator): Promise<string[]> {
  return part.evaluate((section) => {
    // A box or a dot inside its label is hit by the label.
    const controls = [
      ...section.querySelectorAll<HTMLElement>(
        'button, select, summary, input:not([type=checkbox], [type=radio]), label',
      ),
    ].filter((element) => element.localName !== 'label' || element.querySelector('[type=checkbox], [type=radio]'));
    return controls.flatMap((element) => {
      const { width, height } = element.getBoundingClientRect();
      if (width === 0 || element.closest('.visually-hidden, .chip')) return [];
      return width < 43.5 || height < 43.5 ? [`${element.outerHTML.slice(0, 90)} ${width} × ${height}`] : [];
    });
  });
}
