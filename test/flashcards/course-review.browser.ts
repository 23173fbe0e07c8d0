import { describe, expect, it, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { page } from 'vitest/browser';
import { openRecord } from '../../widgets/engines/record/index.ts';
import CourseReview from '../../widgets/flashcards/CourseReview.svelte';
import { makeCards } from '../../widgets/flashcards/make-card.ts';

const lessons = [
  { id: 'l1', title: 'Strategies', cards: makeCards([{ Batch: 'On a schedule' }, { Streaming: 'On a live flow' }]) },
  { id: 'l2', title: 'Changing a model', cards: makeCards([{ Canary: 'A small share first' }]) },
];
let course = '';
function show(again = false) {
  if (!again) course = `course-${crypto.randomUUID()}`;
  return render(CourseReview, { course, lessons });
}
const grade = async (name: RegExp) => {
  await page.getByRole('button', { name: 'Show the answer' }).click();
  await page.getByRole('button', { name }).click();
};

describe('CourseReview', () => {
  it('reviews the cards of every lesson in one queue and says which lesson each is from', async () => {
    await show();
    await expect.element(page.getByText('Card 1 of 3, from “Strategies”')).toBeVisible();
    await grade(/^Easy/);
    await grade(/^Easy/);
    await expect.element(page.getByText('Card 3 of 3, from “Changing a model”')).toBeVisible();
    await grade(/^Easy/);
    await expect.element(page.getByText(/^No card is due now\. The next one is due in 8 days\.$/)).toBeVisible();
  });

  it('shows what the coming weeks bring as picture and table, once a card was begun', async () => {
    await show();
    await expect.element(page.getByText('Card 1 of 3, from “Strategies”')).toBeVisible();
    await expect.element(page.getByText('Cards due in the coming 30 days')).not.toBeInTheDocument();
    await grade(/^Easy/);
    await expect.element(page.getByText('Cards due in the coming 30 days')).toBeVisible();
    await expect
      .element(page.getByRole('img', { name: /^0 cards due today, 1 within 30 days; most on .*, 1\.$/ }))
      .toBeVisible();
    await page.getByText('The numbers as a table').click();
    await expect.element(page.getByRole('row')).toHaveLength(31);
  });

  it('keeps the retention that was chosen, and the next interval follows it', async () => {
    const first = await show();
    await grade(/^Easy/);
    await page.getByRole('radio', { name: /^80 in 100/ }).click();
    await vi.waitFor(async () => expect((await openRecord()).state().retentions.get(course)).toBe(0.8));
    await page.getByRole('button', { name: 'Show the answer' }).click();
    // A first Easy has a stability of 8.3 days: at 80 in 100 it is asked for later than after the 8 days of 90 in 100.
    await expect.element(page.getByRole('button', { name: /^Easy: (1\d|2\d) days$/ })).toBeVisible();
    await first.unmount();
    await show(true);
    await expect.element(page.getByRole('radio', { name: /^80 in 100/ })).toBeChecked();
  });

  it('finds cards by their text, sets one aside and takes it up again', async () => {
    await show();
    await page.getByRole('searchbox', { name: 'Search' }).fill('canary');
    await expect.element(page.getByText('1 of 3 cards')).toBeVisible();
    await page.getByRole('button', { name: 'Set aside: Canary' }).click();
    await expect.element(page.getByText('set aside, Changing a model')).toBeVisible();
    await page.getByRole('button', { name: 'Take up again: Canary' }).click();
    await expect.element(page.getByText('new, Changing a model')).toBeVisible();
  });

  it('has a card that the learner made of a missed question in the queue', async () => {
    course = `course-${crypto.randomUUID()}`;
    const record = await openRecord();
    await record.append('cardMade', course, {
      lesson: 'l1',
      card: 'miss-1',
      hash: 'h',
      front: 'What was it?',
      back: 'This.',
      from: 'quizItem',
    });
    await show(true);
    await expect.element(page.getByText('Card 1 of 4, from “Strategies”')).toBeVisible();
    await page.getByRole('searchbox', { name: 'Search' }).fill('what was');
    await expect.element(page.getByText('new, Strategies, a card that you made')).toBeVisible();
  });
});
