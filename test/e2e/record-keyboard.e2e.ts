import { expect, type Locator, type Page, test } from '@playwright/test';
import { tabTo } from './keys.ts';
import { lessonPath } from './site.ts';

test.use({ reducedMotion: 'reduce', acceptDownloads: true });

/** Tab until the control has the focus, then the key. */
async function press(page: Page, wanted: Locator, key = 'Enter'): Promise<void> {
  await tabTo(page, wanted);
  await page.keyboard.press(key);
}

test('cards are reviewed, undone, set aside, found and taken up again with the keyboard alone', async ({ page }) => {
  await page.goto('/fixture-course/review/');
  const turn = page.getByRole('button', { name: 'Show the answer' });
  await expect(turn).toBeEnabled();
  await tabTo(page, turn);
  // Space shows the answer, Space again grades it good; then each of the four digits.
  await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: /^Good/ })).toBeFocused();
  await page.keyboard.press('Space');
  await expect(page.getByText(/^Card 2 of 7/)).toBeVisible();
  await expect(turn).toBeFocused();
  for (const [index, key] of ['1', '2', '4'].entries()) {
    await page.keyboard.press('Space');
    await page.keyboard.press(key);
    await expect(page.getByText(new RegExp(`^Card ${index + 3} of 8`))).toBeVisible();
  }
  await page.keyboard.press('u');
  await expect(page.getByText(/^Card 4 of 8/)).toBeVisible();
  await expect(page.getByRole('button', { name: /^Good/ })).toBeFocused();
  await press(page, page.getByRole('button', { name: 'Set this card aside' }));
  await expect(page.getByText(/^Card 5 of 8/)).toBeVisible();
  await expect(turn).toBeFocused();

  // The retention by the arrows, and what it asks for.
  const usual = page.getByRole('radio', { name: /^90 in 100 \(usual\): .* review/ });
  await tabTo(page, usual);
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: /^95 in 100/ })).toBeChecked();
  await press(page, page.getByText('The numbers as a table'));
  await expect(page.getByRole('row')).toHaveCount(31);

  await tabTo(page, page.getByRole('searchbox', { name: 'Search' }));
  await page.keyboard.type('ROLLback');
  await expect(page.getByText('1 of 7 cards')).toBeVisible();
  const again = page.getByRole('button', { name: /^Take up again: Rollback$/ });
  await press(page, again, 'Space');
  await expect(page.getByRole('button', { name: 'Set aside: Rollback' })).toBeFocused();
  await page.reload();
  await expect(page.getByRole('radio', { name: /^95 in 100/ })).toBeChecked();
});

test('a missed question becomes a card, and the lesson’s report is saved, with the keyboard alone', async ({
  page,
}) => {
  await page.goto('/lessons/ai-builder-ch3-lesson5/');
  const quiz = page.getByRole('region', { name: 'Quiz' });
  await tabTo(page, quiz.getByLabel('Your answer in ms'));
  await expect(quiz.getByRole('button', { name: 'Check my answer' }).first()).toBeEnabled();
  await page.keyboard.type('21');
  await page.keyboard.press('Enter');
  await expect(quiz.getByText('Not right.')).toBeVisible();
  await expect(quiz.getByRole('button', { name: 'Try again' })).toBeFocused();
  await press(page, quiz.getByRole('button', { name: 'Review what I missed: make 1 flashcard' }));
  await expect(quiz.getByText(/^What you missed is among/)).toBeFocused();
  await press(page, quiz.getByRole('link', { name: 'Review' }));
  await expect(page).toHaveURL(/\/review\/$/);
  await tabTo(page, page.getByRole('searchbox', { name: 'Search' }));
  await page.keyboard.type('20 rows take');
  await expect(page.getByText(/^new, Making a Model Cheaper to Run, a card that you made$/)).toBeVisible();

  await page.goto('/progress/');
  await press(page, page.getByRole('link', { name: 'What you did in this lesson, to save or print' }));
  await expect(page.getByText(/^Your answer at the first attempt, on .*: 21 ms\.$/)).toBeVisible();
  await tabTo(page, page.getByRole('button', { name: 'Save as Markdown' }));
  const saving = page.waitForEvent('download');
  await page.keyboard.press('Enter');
  const download = await saving;
  expect(download.suggestedFilename()).toBe('ai-builder-ch3-lesson5.md');
  const text = (await (await download.createReadStream()).toArray()).join('');
  expect(text).toContain('# Making a Model Cheaper to Run');
  expect(text).toMatch(/^- Your answer at the first attempt, on .*: 21 ms\.$/m);
});

test('the record is saved, erased and brought back with the keyboard alone, and the lesson can be resumed', async ({
  page,
}) => {
  // A chooser is only seen once the browser has been told so, which takes a moment from the first listener on.
  page.on('filechooser', () => {});
  await page.goto('/lessons/ai-builder-ch3-lesson5/');
  const box = page.getByRole('region', { name: 'Reflection' }).getByRole('textbox');
  await tabTo(page, box);
  await page.keyboard.type('Written with the keyboard.');
  await expect(page.getByText(/^Saved at/)).toBeVisible();
  await page.goto('/');
  await expect(page.getByRole('link', { name: 'Go on with: Making a Model Cheaper to Run' })).toBeVisible();

  await page.goto('/record/');
  const save = page.getByRole('button', { name: 'Save a file of my record' });
  await expect(save).toBeEnabled();
  await tabTo(page, save);
  const saving = page.waitForEvent('download');
  await page.keyboard.press('Enter');
  const file = await (await saving).path();
  await expect(page.getByText(/^A file with \d+ entries was handed/)).toBeVisible();

  await press(page, page.getByRole('button', { name: 'Erase my data…' }));
  await press(page, page.getByRole('button', { name: 'Keep it' }));
  await expect(page.getByRole('button', { name: 'Erase my data…' })).toBeFocused();
  await page.keyboard.press('Enter');
  await press(page, page.getByRole('button', { name: 'Yes, erase my data' }));
  await expect(page.getByText('Your data were erased. This browser keeps nothing of you any more.')).toBeFocused();
  // Really: no row, no second copy, no mark.
  const left = await page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open('slipway-record');
      opening.onsuccess = () => resolve(opening.result);
    });
    const rows = await new Promise<number>((resolve) => {
      const counting = database.transaction('events').objectStore('events').count();
      counting.onsuccess = () => resolve(counting.result);
    });
    database.close();
    const stored = Object.keys(localStorage).filter((key) => localStorage.getItem(key)?.includes('keyboard'));
    const files: string[] = [];
    for await (const name of (await navigator.storage.getDirectory()).keys()) files.push(name);
    return { rows, stored, files };
  });
  expect(left).toEqual({ rows: 0, stored: [], files: [] });

  await tabTo(page, page.getByLabel('Choose a file, or drop it on this field'));
  await expect(page.getByLabel('Choose a file, or drop it on this field')).toBeEnabled();
  const choosing = page.waitForEvent('filechooser', { timeout: 20_000 });
  await page.keyboard.press('Enter');
  await (await choosing).setFiles(file);
  await expect(page.getByText(/^Done\. \d+ entries were added to your record\.$/)).toBeVisible();
  await page.goto('/lessons/ai-builder-ch3-lesson5/');
  await tabTo(page, box);
  await expect(box).toHaveValue('Written with the keyboard.');
});

test('a question can be read and its answer shown where scripts never come', async ({ browser }) => {
  // Where there is no JavaScript at once; where it is only slow, after a while, so that it does not come and go.
  for (const javaScriptEnabled of [false, true]) {
    const context = await browser.newContext({ javaScriptEnabled });
    const page = await context.newPage();
    await page.route(/\.js$/, (route) => route.abort());
    await page.goto(lessonPath);
    const shown = page.getByRole('region', { name: 'Quiz' }).locator('summary', { hasText: 'Show the answer' }).first();
    await expect(shown).toBeVisible({ visible: !javaScriptEnabled, timeout: 1000 });
    await shown.click();
    await expect(page.getByText(/^The right answer is/).first()).toBeVisible();
    await context.close();
  }
});
