import { expect, test } from '@playwright/test';
import { expectFocusVisible, tabTo } from './keys.ts';
import { lessonPath } from './site.ts';

test('the whole journey works with the keyboard alone', async ({ page }) => {
  test.setTimeout(240_000);
  await page.goto(lessonPath);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('main')).toBeFocused();

  // The builder: change the arrangement, add a component by the list, run.
  // Reached by Tab it loads, and the focus stays where the person is.
  await tabTo(page, page.getByRole('region', { name: 'Deployment pipeline builder' }));
  await expectFocusVisible(page);
  const builder = page.getByRole('region', { name: 'Build a deployment' });
  await expect(builder.getByRole('button', { name: 'Real-time, cloud', exact: true })).toBeEnabled();
  await expect(builder).toBeFocused();
  await tabTo(page, builder.getByRole('button', { name: 'Real-time, cloud', exact: true }));
  await expectFocusVisible(page);
  await page.keyboard.press('Enter');
  const modelEntry = builder.getByRole('button', { name: /^model Model server/ });
  await tabTo(page, modelEntry);
  await page.keyboard.press('Enter');
  const replicas = builder.getByRole('spinbutton', { name: /^Replicas/ });
  await tabTo(page, replicas);
  await page.keyboard.press('Control+A');
  await page.keyboard.type('3');
  await page.keyboard.press('Tab');
  await expect(modelEntry).toContainText('Replicas 3');
  await tabTo(page, builder.getByRole('button', { name: 'Run the simulation' }));
  await page.keyboard.press('Space');
  await expect(builder.getByRole('region', { name: 'Results of the run' })).toBeVisible({ timeout: 30_000 });

  // The dashboard: load the model, predict, measure, move a slider.
  await tabTo(page, page.getByRole('button', { name: 'Load the model' }));
  await expectFocusVisible(page);
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('button', { name: 'Download and start' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Predict', exact: true })).toBeVisible({ timeout: 30_000 });
  await tabTo(page, page.getByRole('button', { name: 'Predict', exact: true }));
  await page.keyboard.press('Enter');
  await expect(page.getByText(/in 100 \(\d/)).toBeVisible();
  // Where the device was not steady nothing is kept, and the student measures again: the tests run on machines that do other work.
  const measured = page.getByText('Time of one call, measured on this device');
  const unsteady = page.locator('.note').filter({ hasText: /Nothing was kept/ });
  await tabTo(page, page.getByRole('button', { name: 'Measure on this device' }));
  await expect(async () => {
    await page.keyboard.press('Enter');
    await expect(measured.or(unsteady)).toBeVisible({ timeout: 60_000 });
    await expect(measured).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 180_000 });
  const slider = page.getByRole('slider', { name: /Passengers to score/ });
  await tabTo(page, slider);
  const before = await slider.getAttribute('aria-valuetext');
  await page.keyboard.press('ArrowRight');
  await expect(slider).not.toHaveAttribute('aria-valuetext', before ?? '');

  // Quiz, cards, reflection.
  const quiz = page.getByRole('region', { name: 'Quiz' });
  await tabTo(page, quiz.getByRole('radio').first());
  await expect(quiz.getByRole('button', { name: 'Check my answer' }).first()).toBeEnabled();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(quiz.getByText('Saved.')).toBeVisible();
  const cards = page.getByRole('region', { name: 'Flashcards' });
  await tabTo(page, cards.getByRole('button', { name: 'Show the answer' }));
  await page.keyboard.press('Space');
  await page.keyboard.press('4');
  await expect(cards.getByText('Card 2 of 9')).toBeVisible();
  await tabTo(page, page.getByRole('region', { name: 'Reflection' }).getByRole('textbox').first());
  await page.keyboard.type('Written with the keyboard.');
  await expect(page.getByText(/^Saved at/).first()).toBeVisible();
});
