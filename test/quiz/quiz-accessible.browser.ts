import { afterEach, describe, it, vi, expect } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { page } from 'vitest/browser';
import { openRecord } from '../../widgets/engines/record/index.ts';
import { makeQuizItems } from '../../widgets/quiz/make-quiz-item.ts';
import Quiz from '../../widgets/quiz/Quiz.svelte';
import { expectNoAxeFaults } from '../axe-faults.ts';
import { authored, check } from './a-quiz.ts';

let lesson = '';
const show = async (questions: readonly unknown[] = authored, again = false) => {
  if (!again) lesson = `quiz-axe-${crypto.randomUUID()}`;
  const shown = await render(Quiz, {
    course: 'c',
    lesson,
    items: makeQuizItems(questions as never),
    reviewHref: '#review',
  });
  await expect.element(page.getByRole('button', { name: 'Check my answer' }).first()).toBeEnabled();
  return shown;
};
const answer = async (label: string) => {
  await page.getByLabelText(label).click();
  await check(0).click();
};

/** The store takes nothing until the mocks are taken away. */
const refuse = () =>
  vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });

afterEach(async () => {
  vi.restoreAllMocks();
  await (await openRecord()).retry();
});

describe('Quiz has no fault that axe can see', () => {
  it('unanswered', async () => {
    await show();
    await expectNoAxeFaults();
  });

  it('checked without an answer', async () => {
    await show();
    await check(0).click();
    await expect.element(page.getByText(/Choose one answer, then check it/)).toBeVisible();
    await expectNoAxeFaults();
  });

  it('wrong, with the offer of a flashcard, then made', async () => {
    await show();
    await answer('To save money');
    await expect.element(page.getByText(/^Not right\./)).toBeVisible();
    await expectNoAxeFaults();
    await page.getByRole('button', { name: /^Review what I missed/ }).click();
    await expect.element(page.getByText(/What you missed is among/)).toBeVisible();
    await expectNoAxeFaults();
  });

  it('right', async () => {
    await show();
    await answer('To test silently');
    await expect.element(page.getByText('Saved.', { exact: true })).toBeVisible();
    await expectNoAxeFaults();
  });

  it('changed since it was answered', async () => {
    const first = await show();
    await answer('To test silently');
    await expect.element(page.getByText('Saved.', { exact: true })).toBeVisible();
    await first.unmount();
    await show([{ q: 'Why shadow mode?', options: ['To save time', 'To test silently'], answer: 1 }], true);
    await expect.element(page.getByText(/This question has changed/)).toBeVisible();
    await expectNoAxeFaults();
  });

  it('not saved', async () => {
    await show();
    await vi.waitFor(async () => expect((await openRecord()).status).toBe('saved'));
    refuse();
    await answer('To test silently');
    await expect.element(page.getByRole('alert')).toBeVisible();
    await expectNoAxeFaults();
  });
});
