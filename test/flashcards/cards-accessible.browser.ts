import { afterEach, describe, expect, it, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { page } from 'vitest/browser';
import { openRecord } from '../../widgets/engines/record/index.ts';
import CourseReview from '../../widgets/flashcards/CourseReview.svelte';
import Flashcards from '../../widgets/flashcards/Flashcards.svelte';
import { makeCards } from '../../widgets/flashcards/make-card.ts';
import { expectNoAxeFaults } from '../axe-faults.ts';

const cards = makeCards([{ Batch: 'On a schedule' }, { Streaming: 'On a live flow' }]);
let lesson = '';
const show = (shown = cards, again = false) => {
  if (!again) lesson = `cards-axe-${crypto.randomUUID()}`;
  return render(Flashcards, { course: 'c', lesson, cards: shown });
};
const turn = page.getByRole('button', { name: 'Show the answer' });
const grade = async (name: RegExp) => {
  await turn.click();
  await page.getByRole('button', { name }).click();
};

afterEach(async () => {
  vi.restoreAllMocks();
  await (await openRecord()).retry();
});

describe('Flashcards have no fault that axe can see', () => {
  it('in front, behind, and as a list', async () => {
    await show();
    await expect.element(turn).toBeEnabled();
    await expectNoAxeFaults();
    await turn.click();
    await expect.element(page.getByRole('button', { name: /^Good/ })).toBeVisible();
    await expectNoAxeFaults();
    await page.getByText('All 2 cards as a list').click();
    await expectNoAxeFaults();
  });

  it('done', async () => {
    await show();
    await grade(/^Easy/);
    await grade(/^Easy/);
    await expect.element(page.getByText(/^No card is due now\./)).toBeVisible();
    await expectNoAxeFaults();
  });

  it('changed by the author', async () => {
    const first = await show();
    await grade(/^Again/);
    await first.unmount();
    await show(
      cards.map((card) => ({ ...card, hash: `${card.hash}x` })),
      true,
    );
    await grade(/^Easy/);
    await page.getByRole('button', { name: 'Review all cards now' }).click();
    await expect.element(page.getByText(/The author has changed this card/)).toBeVisible();
    await expectNoAxeFaults();
  });

  it('not saved', async () => {
    await show();
    await expect.element(turn).toBeEnabled();
    await vi.waitFor(async () => expect((await openRecord()).status).toBe('saved'));
    vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    await grade(/^Good/);
    await expect.element(page.getByRole('alert')).toBeVisible();
    await expectNoAxeFaults();
  });
});

describe('CourseReview has no fault that axe can see', () => {
  it('at the beginning, with a forecast and its table, and with a search that finds nothing', async () => {
    await render(CourseReview, {
      course: `course-${crypto.randomUUID()}`,
      lessons: [{ id: 'l1', title: 'Strategies', cards }],
    });
    await expect.element(turn).toBeEnabled();
    await expectNoAxeFaults();
    await grade(/^Easy/);
    await page.getByText('The numbers as a table').click();
    await expectNoAxeFaults();
    await page.getByRole('searchbox', { name: 'Search' }).fill('nothing of the kind');
    await expectNoAxeFaults();
  });
});
