import { afterEach, describe, expect, it, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import { openRecord, recordKey } from '../../widgets/engines/record/index.ts';
import { makeQuizItems } from '../../widgets/quiz/make-quiz-item.ts';
import Quiz from '../../widgets/quiz/Quiz.svelte';
import type { QuizItem } from '../../widgets/quiz/quiz-item.ts';
import { authored, check } from './a-quiz.ts';

const items = makeQuizItems(authored);
let lesson = '';
let count = 0;

/** A lesson of its own for each test: the record is one per page, as for a learner. */
function show(shown: readonly QuizItem[] = items, again = false) {
  if (!again) lesson = `quiz-test-${count++}-${crypto.randomUUID()}`;
  return render(Quiz, { course: 'c', lesson, items: shown, reviewHref: '#review' });
}
const question = (text: string) => page.getByRole('group', { name: text });
const result = (index: number) => page.getByRole('status').nth(index);
const recorded = async (item: QuizItem) =>
  (await openRecord()).state().quizAnswers.get(recordKey('c', lesson, item.id));

afterEach(() => {
  vi.restoreAllMocks();
});

describe('Quiz', () => {
  it('judges an answer in words, gives the feedback, and says "Saved" when it is on the disk', async () => {
    await show();
    await page.getByLabelText('To save money').click();
    await check(0).click();
    await expect.element(result(0)).toHaveTextContent('Not right. It costs more. Saved.');
    expect(await recorded(items[0]!)).toMatchObject({ isCorrect: false, attempt: 1, hash: items[0]!.hash });
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByLabelText('To test silently').click();
    await check(0).click();
    await expect.element(result(0)).toHaveTextContent('Right. Users see nothing of it. Saved.');
    await expect
      .element(page.getByText('You have answered 1 of the 3 questions, 1 of them right, none at the first attempt.'))
      .toBeVisible();
    expect(await recorded(items[0]!)).toMatchObject({ isCorrect: true, isRightAtFirst: false, attempt: 2 });
  });

  it('ties what is missing to the question', async () => {
    await show();
    await check(0).click();
    await expect
      .element(question('1. Why shadow mode?'))
      .toHaveAccessibleDescription('Error: Choose one answer, then check it.');
    await expect.element(page.getByLabelText('To save money')).toHaveFocus();
    await page.getByLabelText('To save money').click();
    await expect.element(page.getByText('Choose one answer, then check it.')).not.toBeInTheDocument();
  });

  it('shows the earlier answer and its result after the page was opened again', async () => {
    const first = await show();
    await page.getByLabelText('Your answer in ms').fill('12,5');
    await userEvent.keyboard('{Enter}');
    await page.getByLabelText('Batch').click();
    await check(1).click();
    await expect.element(result(1)).toMatchTextContent(/What you chose is right, but something is missing\./);
    await vi.waitFor(() => expect(document.body.textContent?.match(/Saved\./g)).toHaveLength(2));
    await first.unmount();
    await show(items, true);
    await expect.element(page.getByLabelText('Your answer in ms')).toHaveValue('12.5');
    await expect.element(page.getByLabelText('Batch')).toBeChecked();
    await expect.element(page.getByText('You have answered 2 of the 3 questions, 1 of them right.')).toBeVisible();
    await expect.element(result(1)).toMatchTextContent(/What you chose is right, but something is missing\./);
  });

  it('says that a question has changed since it was answered, and counts it as not answered', async () => {
    const first = await show();
    await page.getByLabelText('To test silently').click();
    await check(0).click();
    await expect.element(page.getByText('Saved.')).toBeVisible();
    await first.unmount();
    const edited = makeQuizItems([{ q: 'Why shadow mode?', options: ['To save time', 'To test silently'], answer: 1 }]);
    await show(edited, true);
    await expect
      .element(page.getByText(/This question has changed since you answered it on \d+ [A-Z][a-z]+ \d{4}\./))
      .toBeVisible();
    await expect.element(page.getByText('One question, not answered yet.')).toBeVisible();
    await expect.element(page.getByLabelText('To test silently')).not.toBeChecked();
  });

  it('offers what was not right at the first attempt as flashcards, once', async () => {
    await show();
    await page.getByLabelText('To save money').click();
    await check(0).click();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByLabelText('To test silently').click();
    await check(0).click();
    await expect.element(page.getByText('1 question was not right at the first attempt.')).toBeVisible();
    await page.getByRole('button', { name: 'Review what I missed: make 1 flashcard' }).click();
    await expect.element(page.getByText(/What you missed is among your flashcards/)).toHaveFocus();
    const made = (await openRecord()).state().ownCards.get(recordKey('c', lesson, `miss-${items[0]!.id}`));
    expect(made).toMatchObject({
      front: 'Why shadow mode?',
      back: 'The right answer is “To test silently”. Users see nothing of it.',
      from: 'quizItem',
    });
  });

  it('shuffles the options, shows an answer again in the order in which it was given, and asks again in another', async () => {
    const eight = makeQuizItems([
      { q: 'Which?', options: [...'ABCDEFGH'].map((letter) => `Option ${letter}`), answer: 0 },
    ]);
    const order = () => Array.from(document.querySelectorAll('.option'), (label) => label.textContent!.trim());
    const first = await show(eight);
    await expect.element(check(0)).toBeEnabled();
    const asked = order();
    expect(asked).not.toEqual(asked.toSorted());
    await page.getByLabelText('Option C').click();
    await check(0).click();
    await expect.element(page.getByText('Saved.')).toBeVisible();
    expect(order()).toEqual(asked);
    await first.unmount();
    await show(eight, true);
    await expect.element(page.getByLabelText('Option C')).toBeChecked();
    expect(order()).toEqual(asked);
    await page.getByRole('button', { name: 'Try again' }).click();
    expect(order()).not.toEqual(asked);
    await expect.element(page.getByLabelText('Option C')).not.toBeChecked();
  });

  it('can be worked with the keyboard alone, and never loses the focus', async () => {
    await show();
    await expect.element(check(0)).toBeEnabled();
    await userEvent.keyboard('{Tab}{ArrowDown}');
    await expect.element(page.getByLabelText('To test silently')).toBeChecked();
    await userEvent.keyboard('{Enter}');
    await expect.element(result(0)).toMatchTextContent(/^Right\./);
    await expect.element(page.getByRole('button', { name: 'Answer again' })).toHaveFocus();
    await userEvent.keyboard('{Tab} {Tab}{Tab}{Tab}{Enter}');
    await expect.element(result(1)).toMatchTextContent(/What you chose is right, but/);
    await expect.element(page.getByRole('button', { name: 'Try again' })).toHaveFocus();
    await userEvent.keyboard('{Tab}{Enter}');
    await expect.element(result(1)).toMatchTextContent(/The right answers are “Batch” and “Streaming”\./);
    expect(document.activeElement).not.toBe(document.body);
  });

  it('keeps an answer that could not be stored, says so in an alert, and saves it on a click', async () => {
    await show();
    await expect.element(check(0)).toBeEnabled();
    await vi.waitFor(async () => expect((await openRecord()).status).toBe('saved')); // That the lesson was opened.
    vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementationOnce(function (this: IDBObjectStore) {
      this.transaction.abort();
      throw new DOMException('full', 'QuotaExceededError');
    });
    await page.getByLabelText('To test silently').click();
    await check(0).click();
    await expect
      .element(page.getByRole('alert'))
      .toMatchTextContent(/^One change is not saved. This device has no room left./);
    await expect.element(page.getByText('Not saved.', { exact: true })).toBeVisible();
    const file = page.getByRole('link', { name: 'Download my record' }).element() as HTMLAnchorElement;
    expect(await (await fetch(file.href)).text()).toContain(items[0]!.id);
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect.element(page.getByText('Saved.', { exact: true })).toBeVisible();
    await expect.element(page.getByRole('alert')).not.toBeInTheDocument();
    await expect.element(page.getByRole('region', { name: 'Quiz' })).toHaveFocus();
  });
});
