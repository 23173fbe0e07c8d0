import { expect, type Locator, type Page } from '@playwright/test';

/**
 * Moves the focus with Tab alone, or with Shift and Tab to what stands before it, until the wanted control has it. At an instrument that is still loading it
 * waits, as a person would.
 */
export async function tabTo(page: Page, wanted: Locator): Promise<void> {
  for (let step = 0; step < 400; step++) {
    const first = (await wanted.count()) > 0 ? await wanted.first().elementHandle() : null;
    const at = await page.evaluate((element) => {
      const now = document.activeElement;
      if (element !== null && now === element) return 'there';
      if (now?.matches('section.instrument[tabindex="0"]')) return 'loading';
      const isBefore = element !== null && now !== null && now !== document.body;
      return isBefore && now.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING
        ? 'after it'
        : 'on the way';
    }, first);
    if (at === 'there') return;
    if (at === 'loading') await expect(page.locator('section.instrument[tabindex="0"]:focus')).toHaveCount(0);
    await page.keyboard.press(at === 'after it' ? 'Shift+Tab' : 'Tab');
  }
  throw new Error(`Tab never reached ${wanted}`);
}

/** The focused element as a person sees it: inside the window, with an outline that differs from none. */
export async function expectFocusVisible(page: Page): Promise<void> {
  const seen = await page.evaluate(() => {
    const element = document.activeElement as HTMLElement;
    const box = element.getBoundingClientRect();
    const isInside = box.bottom > 0 && box.top < innerHeight;
    return { isInside, outline: getComputedStyle(element).outlineStyle };
  });
  expect(seen.isInside).toBe(true);
  expect(seen.outline).not.toBe('none');
}
