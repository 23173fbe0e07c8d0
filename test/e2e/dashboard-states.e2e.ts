import { expect, type Locator, type Page, test } from '@playwright/test';
import { looks } from './looks.ts';
import { axeFaults, lessonPath, showAllInstruments, tooSmall, watchPage } from './site.ts';

const ready = { timeout: 60_000 };

for (const { name, width, hasTouch, ...media } of looks)
  test.describe(`the dashboard ${name}, in each of its sections, is accessible and fits, on paper as well`, () => {
    test.use({ ...media, viewport: { width, height: 844 }, hasTouch, reducedMotion: 'reduce', actionTimeout: 30_000 });
    test.setTimeout(900_000);

    async function open(page: Page): Promise<Locator> {
      await page.goto(lessonPath);
      await showAllInstruments(page);
      await expect(page.getByRole('button', { name: 'Run twice as long' })).toBeEnabled(ready);
      return page.locator('.workbench:has([data-section])');
    }

    /** No fault that axe sees, nothing beyond the edge, nothing too small for a finger; and the same of what is printed. */
    async function expectSound(page: Page, dashboard: Locator, state: string): Promise<void> {
      await test.step(state, async () => {
        // Paper has one width and one set of colours.
        for (const medium of name === looks[0].name ? (['screen', 'print'] as const) : (['screen'] as const)) {
          await page.emulateMedia({ media: medium });
          expect.soft(await axeFaults(dashboard), `${state}, ${medium}`).toEqual([]);
          const beyond = await page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          );
          expect.soft(beyond, `${state}, ${medium}`).toBe(0);
          // PICTURES=FOLDER keeps a picture of every state, to be looked at.
          if (process.env.PICTURES) {
            const file = `${process.env.PICTURES}/${width}-${media.colorScheme}-${medium}-${state.replaceAll(/\W+/g, '-')}.png`;
            await dashboard.locator('[role="tabpanel"]').screenshot({ path: file });
          }
        }
        await page.emulateMedia({ media: 'screen' });
        if (hasTouch) expect.soft(await tooSmall(dashboard), state).toEqual([]);
      });
    }

    test('in its states', async ({ page }) => {
      const faults = watchPage(page);
      const dashboard = await open(page);
      const tab = (label: string) => dashboard.getByRole('tab', { name: label, exact: true }).click();
      const press = (label: string | RegExp) =>
        dashboard.getByRole('button', { name: label, exact: typeof label === 'string' }).click();
      await expectSound(page, dashboard, 'Figures');

      await tab('Views');
      for (const view of ['Latency', 'Cost', 'Latency against cost', 'Course of a run', 'Freshness', 'Carbon']) {
        await dashboard.getByText(view, { exact: true }).click();
        await expect(dashboard.locator('[role="tabpanel"] figure.chart svg').first()).toBeVisible(ready);
        await expectSound(page, dashboard, `the view ${view}`);
      }
      await dashboard.getByText('Load', { exact: true }).click();
      await press('Raise the load until it saturates');
      await expect(dashboard.getByRole('button', { name: 'Raise the load until it saturates' })).toBeVisible(ready);
      await expectSound(page, dashboard, 'the view Load');
      await dashboard.getByText('Error budget', { exact: true }).click();
      await press('Watch this budget');
      await expect(dashboard.locator('[role="tabpanel"] figure.chart svg').first()).toBeVisible(ready);
      await expectSound(page, dashboard, 'the view Error budget');

      await tab('Sweeps');
      await dashboard.getByLabel('To', { exact: true }).first().fill('0');
      await expect(dashboard.getByText(/^To: expected/).first()).toBeVisible();
      await expectSound(page, dashboard, 'Sweeps refused');
      await dashboard.getByLabel('To', { exact: true }).first().fill('8');
      await press('Run the sweep');
      await expect(dashboard.getByText(/^(The cheapest that meets|No point of this sweep)/)).toBeVisible(ready);
      await expectSound(page, dashboard, 'Sweeps of one number');
      await dashboard.getByLabel('Number', { exact: true }).first().selectOption('components.model.reserved');
      await press('Run the sweep');
      await expect(dashboard.getByText(/^It costs least to reserve/).first()).toBeVisible(ready);
      await expectSound(page, dashboard, 'Sweeps of reserved machines');
      await dashboard.getByLabel('Number', { exact: true }).nth(1).selectOption('components.model.replicas');
      await dashboard.getByLabel('To', { exact: true }).last().fill('6');
      await press('Run the sweep');
      await expect(dashboard.getByText(/^(The cheapest that meets|No point of this sweep)/)).toBeVisible(ready);
      await expectSound(page, dashboard, 'Sweeps of two numbers');
      await dashboard.getByLabel('Replications of each point').fill('1000');
      await dashboard.getByLabel('To', { exact: true }).last().fill('40');
      await press('Run the sweep');
      await expect(dashboard.getByRole('button', { name: 'Run it all the same' })).toBeVisible(ready);
      await expectSound(page, dashboard, 'Sweeps announced');
      await press('Change the sweep');

      await tab('Prices');
      await dashboard.getByLabel('m5.xlarge USD an hour').fill('5000');
      await dashboard.getByLabel('Hours of people a month', { exact: true }).fill('20');
      await dashboard.getByLabel('Time of a request (ms)').fill('-1');
      await expect(dashboard.getByText(/^m5\.xlarge USD an hour: expected/)).toBeVisible();
      await expectSound(page, dashboard, 'Prices');

      await tab('Availability');
      await dashboard.getByRole('group', { name: 'gateway', exact: true }).getByLabel('Replicas').fill('99');
      await press('Simulate these outages');
      await expect(dashboard.getByText(/^Simulated, .* minutes in 30 days/).first()).toBeVisible(ready);
      await expectSound(page, dashboard, 'Availability');

      await tab('Now, soon, later');
      await dashboard.getByRole('button', { name: 'Later', exact: true }).first().click();
      await expect(dashboard.getByText(/^(Right|Not this one)\./).first()).toBeVisible(ready);
      await expectSound(page, dashboard, 'Now soon later');

      await tab('Share and print');
      await press('Copy a link');
      await expectSound(page, dashboard, 'Share and print');
      await press('One page to print');
      const report = page.getByRole('dialog');
      await expect(report).toBeVisible();
      expect(await axeFaults(report)).toEqual([]);
      await report.getByRole('button', { name: 'Close' }).click();

      await tab('Cases');
      await expectSound(page, dashboard, 'Cases');
      await press('Open this case (The weekend peak)');
      await expect(dashboard.getByText('This case is open.')).toBeVisible(ready);
      await expectSound(page, dashboard, 'Cases open');
      expect(faults).toEqual([]);
    });
  });
