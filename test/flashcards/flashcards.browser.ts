import { describe, expect, it, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import { openRecord, recordKey } from '../../widgets/engines/record/index.ts';
import Flashcards from '../../widgets/flashcards/Flashcards.svelte';
import { makeCards } from '../../widgets/flashcards/make-card.ts';

const cards = makeCards([{ Batch: 'On a schedule' }, { Streaming: 'On a live flow' }, { Edge: 'On the device' }]);
let lesson = '';

function show(again = false) {
  if (!again) lesson = `cards-test-${crypto.randomUUID()}`;
  return render(Flashcards, { course: 'c', lesson, cards });
}
const reviews = async (index: number) =>
  (await openRecord()).state().cardReviews.get(recordKey('c', lesson, cards[index]!.id)) ?? [];
const turn = page.getByRole('button', { name: 'Show the answer' });
const face = page.getByRole('group', { name: 'Flashcard' });

describe('Flashcards', () => {
  it('turns a card, shows when it comes again after each grade, and records the grade', async () => {
    await show();
    await expect.element(page.getByText('Card 1 of 3')).toBeVisible();
    await expect.element(face).not.toMatchTextContent(/On a schedule/);
    await turn.click();
    await expect.element(face).toMatchTextContent(/On a schedule/);
    // The published first steps of FSRS-6: 1, 6 (rounded mean) and 10 minutes, then 8 days.
    const names = ['Again: 1 minute', 'Hard: 6 minutes', 'Good: 10 minutes', 'Easy: 8 days'];
    for (const name of names) await expect.element(page.getByRole('button', { name })).toBeVisible();
    await page.getByRole('button', { name: /^Good/ }).click();
    await expect.element(page.getByText('Card 2 of 3')).toBeVisible();
    await vi.waitFor(async () => expect(await reviews(0)).toMatchObject([{ grade: 3, hash: cards[0]!.hash }]));
  });

  it('is worked with the keyboard alone: Space and Space again, digits only while the focus is in the card', async () => {
    await show();
    await expect.element(turn).toBeEnabled();
    await userEvent.keyboard('1');
    turn.element().focus();
    await userEvent.keyboard('4');
    await expect.element(page.getByText('Card 1 of 3')).toBeVisible();
    await userEvent.keyboard(' ');
    await expect.element(page.getByRole('button', { name: /^Good/ })).toHaveFocus();
    await userEvent.keyboard(' ');
    await expect.element(page.getByText('Card 2 of 3')).toBeVisible();
    await expect.element(turn).toHaveFocus();
    await userEvent.keyboard('{Enter}4 2');
    await expect.element(page.getByText(/^No card is due now\./)).toHaveFocus();
    expect([(await reviews(0))[0]?.grade, (await reviews(1))[0]?.grade, (await reviews(2))[0]?.grade]).toEqual([
      3, 4, 2,
    ]);
    await userEvent.keyboard('2');
    expect(await reviews(2)).toHaveLength(1);
  });

  it('takes the last grade back, by its button and by the key, and shows the card turned as it was', async () => {
    await show();
    await turn.click();
    await page.getByRole('button', { name: /^Easy/ }).click();
    await expect.element(page.getByText('Card 2 of 3')).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.element(page.getByText('Card 1 of 3')).toBeVisible();
    await expect.element(page.getByRole('button', { name: 'Easy: 8 days' })).toBeVisible();
    await vi.waitFor(async () => expect(await reviews(0)).toEqual([]));
    await userEvent.keyboard('3');
    await expect.element(page.getByText('Card 2 of 3')).toBeVisible();
    await userEvent.keyboard('u');
    await vi.waitFor(async () => expect(await reviews(0)).toEqual([]));
    await expect.element(page.getByRole('button', { name: 'Undo' })).toBeDisabled();
  });

  it('sets a card aside for good, and takes it up again when that is undone', async () => {
    const first = await show();
    await expect.element(turn).toBeEnabled();
    await page.getByRole('button', { name: 'Set this card aside' }).click();
    await expect.element(face).toMatchTextContent(/Streaming/);
    await first.unmount();
    const second = await show(true);
    await expect.element(page.getByText('Card 1 of 2')).toBeVisible();
    await page.getByRole('button', { name: 'Set this card aside' }).click();
    await page.getByRole('button', { name: 'Undo' }).click();
    await second.unmount();
    await show(true);
    await expect.element(page.getByText('Card 1 of 2')).toBeVisible();
    await expect.element(face).toMatchTextContent(/Streaming/);
  });

  it('undoes the setting aside of a card that was not turned without showing its answer', async () => {
    await show();
    await expect.element(turn).toBeEnabled();
    await page.getByRole('button', { name: 'Set this card aside' }).click();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.element(page.getByText('Card 1 of 3')).toBeVisible();
    await expect.element(turn).toHaveFocus();
    await expect.element(face).not.toMatchTextContent(/On a schedule/);
  });

  it('says when a card falls due while the page is open, and brings it', async () => {
    lesson = `cards-test-${crypto.randomUUID()}`;
    const record = await openRecord();
    // Graded "again" 57 seconds ago, so due in three seconds; the others were known well.
    const realNow = Date.now;
    const past = vi.spyOn(Date, 'now').mockImplementation(() => realNow() - 57_000);
    for (const [index, grade] of ([1, 4, 4] as const).entries())
      await record.append('flashcardReviewed', 'c', {
        lesson,
        card: cards[index]!.id,
        hash: cards[index]!.hash,
        grade,
      });
    past.mockRestore();
    await show(true);
    await expect
      .element(page.getByText(/^No card is due now\. The next one is due in less than a minute\.$/))
      .toBeVisible();
    await expect.element(page.getByText('One card is due now.'), { timeout: 8000 }).toBeVisible();
    await page.getByRole('button', { name: 'Review what is due' }).click();
    await expect.element(turn).toHaveFocus();
    await expect.element(face).toMatchTextContent(/Batch/);
  });

  it('offers no round when every card was set aside', async () => {
    await show();
    await expect.element(turn).toBeEnabled();
    for (const _ of cards) await page.getByRole('button', { name: 'Set this card aside' }).click();
    await expect.element(page.getByText('No card is due now. All of them are set aside.')).toBeVisible();
    await expect.element(page.getByRole('button', { name: 'Review all cards now' })).not.toBeInTheDocument();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.element(turn).toBeVisible();
  });

  it('says when the author has changed a card since it was reviewed', async () => {
    const first = await show();
    await turn.click();
    await page.getByRole('button', { name: /^Again/ }).click();
    await first.unmount();
    const edited = cards.map((card) => ({ ...card, hash: `${card.hash}x`, back: `${card.back}, edited` }));
    await render(Flashcards, { course: 'c', lesson, cards: edited });
    for (let step = 0; step < 2; step++) {
      await turn.click();
      await page.getByRole('button', { name: /^Easy/ }).click();
    }
    await page.getByRole('button', { name: 'Review all cards now' }).click();
    await expect.element(page.getByText('The author has changed this card since you last reviewed it.')).toBeVisible();
  });

  it('brings a card graded "again" back at the end of the round', async () => {
    await show();
    await turn.click();
    await page.getByRole('button', { name: /^Again/ }).click();
    await expect.element(page.getByText('Card 2 of 4')).toBeVisible();
  });

  it('goes on where the learner was after the page was opened again', async () => {
    const first = await show();
    await turn.click();
    await page.getByRole('button', { name: /^Easy/ }).click();
    await expect.element(page.getByText('Card 2 of 3')).toBeVisible();
    await first.unmount();
    await show(true);
    await expect.element(page.getByText('Card 1 of 2')).toBeVisible();
    await expect.element(face).toMatchTextContent(/Streaming/);
  });

  it('has every card in a list', async () => {
    await show();
    await page.getByText('All 3 cards as a list').click();
    for (const { front, back } of cards) {
      await expect.element(page.getByRole('term').filter({ hasText: front })).toBeVisible();
      await expect.element(page.getByRole('definition').filter({ hasText: back })).toBeVisible();
    }
  });
});
