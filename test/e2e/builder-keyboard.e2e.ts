import { expect, type Locator, test } from '@playwright/test';
import { expectFocusVisible, tabTo } from './keys.ts';
import { lessonPath } from './site.ts';

// Everything that the builder can do, by real presses of keys: nothing is clicked, focused or set otherwise.
test('the whole builder is worked by the keyboard alone', async ({ page }) => {
  test.setTimeout(300_000);
  const ready = { timeout: 60_000 };
  const builder = page.getByRole('region', { name: 'Build a deployment' });
  const button = (name: string | RegExp) => builder.getByRole('button', { name, exact: typeof name === 'string' });
  const node = (id: string) => builder.locator(`.svelte-flow__node[data-id="${id}"]`);
  const status = builder.locator('.dock [role=status]');
  const enter = async (control: Locator, key = 'Enter') => {
    await tabTo(page, control);
    await expectFocusVisible(page);
    await page.keyboard.press(key);
  };
  /** Chooses in a list by its first letters, as a person types them. */
  const choose = async (list: Locator, text: string) => {
    await tabTo(page, list);
    await expectFocusVisible(page);
    await page.keyboard.type(text);
  };

  await page.goto(lessonPath);
  await tabTo(page, page.getByRole('region', { name: 'Deployment pipeline builder' }));
  await expect(button('Real-time, cloud')).toBeEnabled(ready);
  await enter(button('Real-time, cloud'));
  const started = await builder.locator('button.entry strong').allTextContents();

  await test.step('add a component, and connect it from the diagram', async () => {
    await choose(builder.getByLabel('Where to add'), 'On its own');
    await enter(button('Add Cache'));
    await expect(status).toHaveText(/^Added Cache “cache”/);
    await tabTo(page, node('gateway'));
    await expectFocusVisible(page);
    await page.keyboard.press('c');
    await expect(builder.getByLabel('Connect gateway to…')).toBeFocused();
    await page.keyboard.type('cache');
    await enter(button('Connect gateway to'));
    await expect(status).toHaveText(/^Connected “gateway” to “cache”/);
  });

  await test.step('edit a parameter, move within the diagram and to another place', async () => {
    await tabTo(page, node('model'));
    await page.keyboard.press('Enter');
    const replicas = builder.getByRole('spinbutton', { name: /^Replicas/ });
    await tabTo(page, replicas);
    await page.keyboard.press('Control+A');
    await page.keyboard.type('4');
    await page.keyboard.press('Tab');
    await expect(button(/^model Model server/)).toContainText('Replicas 4');
    const place = builder.getByLabel('Place of model');
    await tabTo(page, place);
    await page.keyboard.press('Control+A');
    await page.keyboard.type('edge');
    await page.keyboard.press('Tab');
    await expect(status).toHaveText(/edge/);
    await tabTo(page, node('model'));
    await page.keyboard.press('Shift+ArrowRight');
    await expect(status).toHaveText('Moved “model” in the diagram by the arrow keys.');
    await page.keyboard.press('Alt+ArrowUp');
    await expect(builder.getByLabel('Place of model')).toHaveValue('cloud');
  });

  await test.step('undo every step, and do the last again', async () => {
    await tabTo(page, button('Undo'));
    for (let presses = 0; presses < 6; presses++) await page.keyboard.press('Enter');
    await expect.poll(() => builder.locator('button.entry strong').allTextContents()).toEqual(started);
    await expect(button('Undo')).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(button('Redo')).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(status).toHaveText(/^Did again: Added Cache/);
    await page.keyboard.press('Control+z');
    await expect(status).toHaveText(/^Undid: Added Cache/);
  });

  await test.step('run, watch, pause, look back and go back to now', async () => {
    await enter(button('Run the simulation'), 'Space');
    await expect(builder.getByRole('region', { name: 'Results of the run' })).toBeVisible(ready);
    await enter(button('To the results'));
    await expect(builder.getByRole('region', { name: 'Results of the run' })).toBeFocused();
    await enter(button('Watch it run'));
    await enter(button('Pause'));
    await expect(button('Go on')).toBeVisible();
    const moment = builder.getByLabel('Moment of the run');
    await tabTo(page, moment);
    await expectFocusVisible(page);
    await page.keyboard.press('Home');
    await enter(button(/^Back to/));
    await expect(button(/^Back to/)).toHaveCount(0);
  });

  await test.step('let something go wrong, and take it back', async () => {
    await choose(builder.getByLabel('Incident', { exact: true }), 'Slow');
    await enter(button(/^Let it happen/));
    await expect(status).toHaveText(/^Slow dependency at t = /);
    await page.keyboard.press('Control+z');
    await expect(status).toHaveText(/^Undid: Slow dependency/);
  });

  await test.step('copy a link, and read the report to be printed', async () => {
    await enter(button('Copy a link'));
    await expect(builder.getByText(/Copied a link of|Copy the link from the field/)).toBeVisible();
    const saved = page.waitForEvent('download');
    await enter(button('Download the scenario'));
    expect((await saved).suggestedFilename()).toMatch(/\.json$/);
    const drawn = page.waitForEvent('download');
    await enter(button('Picture as SVG'));
    expect((await drawn).suggestedFilename()).toMatch(/\.svg$/);
    await enter(button('Report to print'));
    await expect(page.getByRole('dialog').getByRole('button', { name: 'Print' })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(button('Report to print')).toBeFocused();
  });

  await test.step('a challenge: foretell, leave', async () => {
    await enter(button('Ten times the traffic'));
    await tabTo(page, builder.getByRole('spinbutton', { name: /your prediction/ }));
    await expectFocusVisible(page);
    await page.keyboard.type('3');
    await page.keyboard.press('Enter');
    await expect(builder.getByText('You foretold', { exact: true })).toBeVisible(ready);
    await enter(button('Leave the challenge'));
    await expect(button('Ten times the traffic')).toBeVisible();
  });
});
