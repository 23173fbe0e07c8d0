import { expect, test } from '@playwright/test';
import { lessonPath, showAllInstruments } from './site.ts';

test('a printed builder has its picture, components, findings, theory and results with their origin, and nothing to press', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await page.goto(lessonPath);
  await showAllInstruments(page);
  const builder = page.getByRole('region', { name: 'Build a deployment' });
  await builder.getByRole('button', { name: 'Streaming, hybrid', exact: true }).click({ timeout: 60_000 });
  await builder.getByRole('button', { name: 'Run the simulation' }).click();
  await expect(builder.getByRole('region', { name: 'Results of the run' })).toBeVisible({ timeout: 60_000 });

  // What the browser finds when it lays out its paper.
  await page.evaluate(() => {
    addEventListener('beforeprint', () => {
      const { dataset } = document.documentElement;
      dataset['printed'] = `${document.querySelectorAll('.builder-work .picture svg rect').length}`;
    });
  });
  await page.pdf({ format: 'A4' });
  expect(Number(await page.locator('html').getAttribute('data-printed'))).toBeGreaterThan(5);
  await expect(builder.locator('.picture')).toHaveCount(0);

  // A page as wide as the print of A4 with margins of 15 mm, as print shows it.
  await page.setViewportSize({ width: 680, height: 900 });
  await page.emulateMedia({ media: 'print' });
  await expect(builder.locator('.picture svg')).toBeVisible();
  await expect(builder.getByRole('columnheader', { name: 'Leads to' })).toBeVisible();
  await expect(builder.getByText(/^Note\./).first()).toBeVisible();
  await expect(builder.getByText('M/G/1, Pollaczek and Khinchine', { exact: false }).first()).toBeVisible();
  await expect(builder.getByRole('rowheader', { name: 'Mean response time' })).toBeVisible();
  await expect(builder.getByText(/^Simulated: seed \d+, \d+ replications/).last()).toBeVisible();
  const work = builder.locator('.builder-work');
  for (const control of await work.locator('button, select, input, .svelte-flow, progress').all())
    await expect(control).toBeHidden();
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
  ).toBeLessThanOrEqual(0);

  // And the screen is as it was.
  await page.emulateMedia({ media: null });
  await expect(builder.locator('.picture')).toHaveCount(0);
  await expect(builder.getByRole('button', { name: 'Run the simulation' })).toBeVisible();
});
