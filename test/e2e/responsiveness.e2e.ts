import { expect, type Page, test } from '@playwright/test';
import { lessonPath, showAllInstruments } from './site.ts';

// These run after all others and one at a time: what is asked is whether our work blocks the page, not whether another test does.

/** Counts tasks of the main thread over 50 ms from now on; the returned function gives their lengths in milliseconds. */
async function watchLongTasks(page: Page): Promise<() => Promise<number[]>> {
  await page.evaluate(() => {
    const durations: number[] = [];
    (window as unknown as { longTasks: number[] }).longTasks = durations;
    new PerformanceObserver((list) => durations.push(...list.getEntries().map((entry) => entry.duration))).observe({
      type: 'longtask',
    });
  });
  return () => page.evaluate(() => (window as unknown as { longTasks: number[] }).longTasks);
}

async function openLesson(page: Page): Promise<void> {
  await page.goto(lessonPath);
  await showAllInstruments(page);
  // The instruments are at rest: the diagram is drawn and the first comparison is complete.
  await expect(page.locator('.svelte-flow__node').first()).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('table').filter({ hasText: 'Origin' }).locator('tbody tr')).toHaveCount(6, {
    timeout: 30_000,
  });
  await page.waitForLoadState('networkidle');
}

test('no task of the main thread is longer than 50 ms while a pipeline is simulated', async ({ page }) => {
  await openLesson(page);
  const builder = page.getByRole('region', { name: 'Build a deployment' });
  await builder.getByRole('button', { name: 'Batch, cloud', exact: true }).click();
  await page.waitForTimeout(500);
  const longTasks = await watchLongTasks(page);
  await builder.getByRole('button', { name: 'Run the simulation' }).click();
  await expect(builder.getByRole('region', { name: 'Results of the run' })).toBeVisible({ timeout: 30_000 });
  expect(await longTasks()).toEqual([]);
});

test('no task of the main thread is longer than 50 ms while six deployments are compared after a slider moved', async ({
  page,
}) => {
  await openLesson(page);
  const rows = page.getByRole('table').filter({ hasText: 'Origin' }).locator('tbody tr');
  const before = await rows.allInnerTexts();
  const longTasks = await watchLongTasks(page);
  await page.getByRole('slider', { name: /Passengers to score/ }).press('End');
  await expect.poll(() => rows.allInnerTexts(), { timeout: 30_000 }).not.toEqual(before);
  expect(await longTasks()).toEqual([]);
});

test('no task of the main thread is longer than 50 ms while the model is measured', async ({ page }) => {
  await openLesson(page);
  await page.getByRole('button', { name: 'Load the model' }).click();
  await page.getByRole('button', { name: 'Download and start' }).click();
  const measure = page.getByRole('button', { name: 'Measure on this device' });
  await expect(measure).toBeVisible({ timeout: 30_000 });
  const longTasks = await watchLongTasks(page);
  await measure.click();
  await expect(page.getByText('Time of one call, measured on this device')).toBeVisible({ timeout: 60_000 });
  expect(await longTasks()).toEqual([]);
});
