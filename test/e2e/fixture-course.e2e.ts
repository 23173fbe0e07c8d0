import { expect, type Page, test } from '@playwright/test';
import { showAllInstruments, watchPage } from './site.ts';

const everyForm = '/fixture-course/lessons/every-form/';
const placedByHand = '/fixture-course/lessons/placed-by-hand/';

/** Accessible names of the main parts of a page in the order in which they stand. */
async function order(page: Page): Promise<string[]> {
  return page
    .locator('main h1, main h2, main h3, main section.instrument[aria-label]')
    .evaluateAll((elements) =>
      elements.map((element) =>
        element.tagName === 'SECTION'
          ? `instrument ${element.getAttribute('aria-label')}`
          : (element.textContent?.trim() ?? ''),
      ),
    );
}

test('every key and form of the lesson format is on the page of a Markdown lesson, in its place', async ({ page }) => {
  const faults = watchPage(page);
  await page.goto(everyForm);
  await showAllInstruments(page);
  await expect(page.getByRole('heading', { level: 1, name: 'Every form: one lesson' })).toBeVisible();
  await expect(page.getByText('12.5 minutes in all')).toBeVisible();
  await expect(page.getByText('Level: advanced')).toBeVisible();
  await expect(page.getByText('Project: capstone')).toBeVisible();
  await expect(page.getByText('a-lesson-of-another-course (not part of this course)')).toBeVisible();
  await expect(
    page.getByText('The author suggests a-lesson-that-follows-elsewhere next; it is not part of this course.'),
  ).toBeVisible();
  await expect(page.getByText('Quote a goal: with a colon')).toBeVisible();
  await expect(page.getByText('An instrument of the type crystal_ball belongs here.')).toBeVisible();
  await expect(page.getByRole('button', { name: /Play the video.*0:30 to 1:35/ })).toBeVisible();
  const parts = await order(page);
  const at = (name: string) => parts.indexOf(name);
  expect(at('QUIZ')).toBeLessThan(at('instrument Quiz'));
  expect(at('instrument Quiz')).toBeLessThan(at('instrument Flashcards'));
  expect(at('instrument Flashcards')).toBeLessThan(at('reflection'));
  // The section of the heading of level 1 goes on over the one of level 2, so the prompts follow the references.
  expect(at('reflection')).toBeLessThan(at('References'));
  expect(at('References')).toBeLessThan(at('instrument Reflection'));
  expect(faults).toEqual([]);
});

test('questions with several right answers and with a number are judged, and a checklist is kept', async ({ page }) => {
  await page.goto(everyForm);
  await showAllInstruments(page);
  const several = page.locator('form', { has: page.getByRole('group', { name: /Which of these are deployments/ }) });
  await several.getByRole('checkbox', { name: 'Batch' }).check();
  await several.getByRole('checkbox', { name: 'Streaming' }).check();
  await several.getByRole('button', { name: 'Check my answer' }).click();
  await expect(several.getByText(/^Right/)).toBeVisible();
  const number = page.locator('form', { has: page.getByRole('group', { name: /milliseconds are in a second/ }) });
  await number.getByRole('textbox', { name: 'Your answer in ms' }).fill('1000.4');
  await number.getByRole('button', { name: 'Check my answer' }).click();
  await expect(number.getByText(/^Right/)).toBeVisible();
  const task = page.getByRole('checkbox', { name: 'Measure it: latency and cost' });
  await task.check();
  await expect(page.getByText(/1 of 2 done\..*Saved/)).toBeVisible();
  await page.reload();
  await showAllInstruments(page);
  await expect(page.getByRole('checkbox', { name: 'Measure it: latency and cost' })).toBeChecked();
});

test('an MDX lesson has its instruments where its author placed them, and the others after the body', async ({
  page,
}) => {
  const faults = watchPage(page);
  await page.goto(placedByHand);
  await showAllInstruments(page);
  await expect(page.getByRole('heading', { name: 'Build a deployment' })).toHaveCount(1);
  const text = await page.locator('main').innerText();
  const at = (part: string) => text.indexOf(part);
  expect(at('The quiz comes first.')).toBeLessThan(at('Where does this question stand?'));
  expect(at('Where does this question stand?')).toBeLessThan(at('in code is not placed either'));
  expect(at('What would you place by hand?')).toBeLessThan(at('The cards and the other instrument follow the body.'));
  expect(at('The cards and the other instrument follow the body.')).toBeLessThan(at('Build a deployment'));
  await expect(page.getByRole('heading', { name: 'Your model, on this device' })).toHaveCount(1);
  expect(faults).toEqual([]);
});
