import type { Page } from '@playwright/test';

/** What the way to a first prediction took, in milliseconds as the page saw it. */
export interface FirstPrediction {
  /** From the click on "Download and start" until the model can be asked. */
  readonly openMs: number;
  /** From the click on "Predict and explain" until the answer stands on the page. */
  readonly answerMs: number;
}

/** The lesson with the model lab. */
export const labLesson = '/lessons/ai-builder-ch3-lesson5/';

/** Brings the lab into view and waits until a model is offered. Nothing of the runtime is fetched by that. */
export async function openLab(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.locator('astro-island[component-url*="ModelLab"] > section').scrollIntoViewIfNeeded();
  await page.getByRole('button', { name: 'Download and start' }).waitFor();
  await page.waitForLoadState('networkidle');
  // Nobody finds the button sooner, and what the page does to start itself is not what is timed.
  await page.waitForTimeout(1500);
}

/** Starts the first model of the lab and asks it for the row that the form shows. The clock is the page's own, so that driving it costs nothing. */
export function askFirstModel(page: Page): Promise<FirstPrediction> {
  return page.evaluate(async () => {
    const button = (name: string) =>
      [...document.querySelectorAll('button')].find((one) => one.textContent?.trim() === name && !one.disabled);
    const until = <T>(found: () => T | null | undefined) =>
      new Promise<T>((resolve) => {
        const look = () => {
          const seen = found();
          if (seen) resolve(seen);
          else setTimeout(look, 1);
        };
        look();
      });
    const clicked = performance.now();
    button('Download and start')!.click();
    const ask = await until(() => button('Predict and explain'));
    const opened = performance.now();
    ask.click();
    await until(() => document.querySelector('.lab data[value]'));
    return { openMs: opened - clicked, answerMs: performance.now() - opened };
  });
}
