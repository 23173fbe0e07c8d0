import { readFileSync } from 'node:fs';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { makeFragment } from '../../widgets/deployment-pipeline-builder/sharing/fragment.ts';
import { looks } from './looks.ts';
import { expectAccessible, lessonPath, showAllInstruments, tooSmall, watchPage } from './site.ts';

const own = '/widgets/deployment_pipeline.titanic.json';
const { scenario } = JSON.parse(readFileSync(`public${own}`, 'utf8'));
const ready = { timeout: 60_000 };

for (const { name, width, hasTouch, ...media } of looks)
  test.describe(`the builder ${name}, in each of its states, is accessible and fits`, () => {
    test.use({ ...media, viewport: { width, height: 844 }, hasTouch, reducedMotion: 'reduce', actionTimeout: 30_000 });
    test.setTimeout(300_000);

    async function open(page: Page, address = lessonPath): Promise<Locator> {
      await page.goto(address);
      await showAllInstruments(page);
      const builder = page.getByRole('region', { name: 'Build a deployment' });
      await expect(builder.getByRole('button', { name: 'Copy a link' })).toBeVisible(ready);
      await expect(builder.getByRole('button', { name: 'Batch, cloud', exact: true })).toBeEnabled(ready);
      await builder.scrollIntoViewIfNeeded();
      return builder;
    }
    async function expectSound(page: Page, builder: Locator, state: string): Promise<void> {
      await test.step(state, async () => {
        await expectAccessible(page);
        const beyond = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(beyond).toBe(0);
        if (hasTouch) expect(await tooSmall(builder)).toEqual([]);
      });
    }
    const press = (builder: Locator, label: string | RegExp) =>
      builder.getByRole('button', { name: label, exact: typeof label === 'string' }).click();
    const unfold = (builder: Locator, text: string) => builder.locator('summary', { hasText: text }).click();

    test('edited, understood and run', async ({ page }) => {
      const faults = watchPage(page);
      const builder = await open(page);
      await expectSound(page, builder, 'at the start');
      await press(builder, 'Start empty');
      await expect(builder.getByText('Cannot run.').first()).toBeVisible();
      await expectSound(page, builder, 'with what is wrong');
      await press(builder, 'Undo');
      await builder
        .getByRole('button', { name: /^model Model server/ })
        .or(builder.locator('summary', { hasText: /^model/ }))
        .first()
        .click();
      await expect(builder.getByRole('spinbutton', { name: /^Replicas/ })).toBeVisible();
      await expectSound(page, builder, 'with a component in the inspector');
      await unfold(builder, 'By theory: what to expect');
      await unfold(builder, 'Settings of the run');
      await unfold(builder, 'The whole pipeline');
      await unfold(builder, 'Prices (');
      await expectSound(page, builder, 'by theory, with the settings');
      await press(builder, 'Run the simulation');
      await expect(builder.getByRole('region', { name: 'Results of the run' })).toBeVisible(ready);
      await expectSound(page, builder, 'with results');
      await unfold(builder, 'Run this model as batch');
      await press(builder, 'Compare the three');
      await expect(builder.getByRole('button', { name: 'Open this one' }).first()).toBeVisible(ready);
      await expectSound(page, builder, 'with the regimes compared');
      await press(builder, 'Watch it run');
      // There has to be something to look back at.
      const moment = builder.getByLabel('Moment of the run');
      await expect.poll(() => moment.inputValue().then(Number), ready).toBeGreaterThan(0);
      await press(builder, 'Pause');
      await expect(builder.getByRole('button', { name: 'Go on' })).toBeVisible();
      await unfold(builder, 'All components and connections');
      await expectSound(page, builder, 'watched and paused');
      await moment.press('Home');
      await expect(builder.getByRole('button', { name: /^Back to/ })).toBeVisible();
      await expectSound(page, builder, 'looking back');
      await press(builder, /^Let it happen/);
      await expect(builder.getByText(/^Traffic step.* at t = /).first()).toBeVisible();
      await expectSound(page, builder, 'with an incident');
      await press(builder, 'Report to print');
      await expectSound(page, builder, 'with its report');
      expect(faults).toEqual([]);
    });

    test('a challenge asked, taken up, failed and passed', async ({ page }) => {
      const builder = await open(page, `${lessonPath}?author`);
      await press(builder, 'Ten times the traffic');
      await expect(builder.getByText('First, your prediction.')).toBeVisible();
      await expectSound(page, builder, 'asked');
      await press(builder, /^Keep my prediction/);
      await expect(builder.getByText('Write a number first.')).toBeVisible();
      await expectSound(page, builder, 'asked again');
      await builder.getByRole('spinbutton', { name: /your prediction/ }).fill('3');
      await press(builder, /^Keep my prediction/);
      await expect(builder.getByText('You foretold', { exact: true })).toBeVisible(ready);
      await expectSound(page, builder, 'taken up');
      await press(builder, 'Run the simulation');
      await expect(builder.getByText('Not yet.')).toBeVisible(ready);
      await press(builder, 'Show a hint');
      await expectSound(page, builder, 'failed');
      await press(builder, 'Open the reference solution');
      await press(builder, 'Run the simulation');
      await expect(builder.getByText('Passed.', { exact: true })).toBeVisible(ready);
      await expectSound(page, builder, 'passed');
      await press(builder, 'Leave the challenge');
      await expect(builder.getByText('Passed', { exact: true })).toBeVisible();
      await expectSound(page, builder, 'left');
    });

    test('a link shown first, cut off, and of a newer version', async ({ page }) => {
      const sent = { ...scenario, title: 'Sent by a friend' };
      const link = await makeFragment(sent, own);
      const builder = await open(page, lessonPath + link);
      await expect(builder.getByRole('heading', { name: 'The link holds a pipeline' })).toBeVisible();
      await expectSound(page, builder, 'shown first');
      await press(builder, /^Leave/);
      await page.evaluate(
        (hash) => {
          location.hash = hash;
        },
        link!.slice(0, -30),
      );
      await expect(builder.getByRole('heading', { name: 'The link cannot be opened as it is' })).toBeVisible();
      await expectSound(page, builder, 'cut off');
      await press(builder, 'Close');
      const newer = await makeFragment({ ...sent, formatVersion: 99 }, own);
      await page.evaluate((hash) => {
        location.hash = hash;
      }, newer!);
      await expect(builder.getByRole('heading', { name: 'The link was made by a newer version' })).toBeVisible();
      await unfold(builder, 'The text as it came');
      await expectSound(page, builder, 'newer');
      await press(builder, 'Close');
    });
  });
