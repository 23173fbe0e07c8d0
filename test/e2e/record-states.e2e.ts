import { gzipSync } from 'node:zlib';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { exportText } from '../../widgets/engines/record/export-text.ts';
import { type RecordEvent, sealEvent } from '../../widgets/engines/record/event.ts';
import type { EventBodies, EventType } from '../../widgets/engines/record/event-body.ts';
import { unsealed } from '../engines/record/any-event.ts';
import { makePrompts } from '../../widgets/reflection/prompt.ts';
import { axeFaults, tooSmall } from './site.ts';

const lesson = 'every-form';
const lessonPath = `/fixture-course/lessons/${lesson}/`;

/** An event of the fixture course, `step` minutes after a day of the past. */
const event = <Type extends EventType>(type: Type, body: EventBodies[Type], step: number): RecordEvent =>
  sealEvent({ ...unsealed(type, body, step), course: 'fixture-course' }, step);
const answered = (item: string, options: string[], step: number) =>
  event(
    'quizItemAnswered',
    { lesson, item, hash: 'an earlier wording', answer: { options }, isCorrect: true, attempt: 1 },
    step,
  );

/** What a learner did who has been here before: an answer to a question that has changed since, a card begun, one set aside, one made, and words. */
const history = [
  event('lessonOpened', { lesson }, 1),
  event('lessonOpened', { lesson: 'minimal' }, 2),
  answered('several-answers', ['gone'], 3),
  event('flashcardReviewed', { lesson, card: 'canary-card', hash: 'an earlier text', grade: 4 }, 4),
  event('cardMade', { lesson, card: 'miss-x', hash: 'h', front: 'Missed?', back: 'This.', from: 'quizItem' }, 5),
  event(
    'reflectionWritten',
    {
      lesson,
      prompt: makePrompts(['Which form would you use, and why?'])[0]!.id,
      text: 'along word'.replace(' ', 'g'.repeat(120)),
    },
    6,
  ),
  event(
    'experimentRun',
    { lesson, widget: 'w', scenario: { title: 'Two servers', run: { seed: 3 } }, summary: { p95SojournSeconds: 0.2 } },
    7,
  ),
  ...Array.from({ length: 30 }, (_, tick) =>
    event('taskTicked', { lesson, list: 'tasks', task: `t${tick}`, isDone: true }, 8 + tick),
  ),
];
const mimeType = 'application/gzip';
const asFile = (name: string, text: string | Buffer) => ({ name, mimeType, buffer: Buffer.from(text) });
const historyFile = asFile('record.ndjson.gz', gzipSync(exportText(history)));
const bringBack = 'Choose a file, or drop it on this field';

async function haveHistory(page: Page): Promise<void> {
  await page.goto('/fixture-course/record/');
  await expect(page.getByText('This browser keeps nothing of you yet.')).toBeVisible();
  await page.getByLabel(bringBack).setInputFiles(historyFile);
  await expect(page.getByText(`Done. ${history.length} entries were added to your record.`)).toBeVisible();
}

/** A part of the lesson without the other instruments, which are looked at in their own tests: axe looks at the whole page whatever part it judges. */
async function openPart(page: Page, name: string): Promise<Locator> {
  await page.goto(lessonPath);
  await page.evaluate((label) => {
    for (const island of document.querySelectorAll('astro-island'))
      if (!island.querySelector(`[aria-label="${label}"]`)) island.remove();
  }, name);
  const part = page.getByRole('region', { name });
  await part.scrollIntoViewIfNeeded();
  return part;
}

/** From now on the browser stores nothing in this page. */
const fillStorage = (page: Page) =>
  page.evaluate(() => {
    IDBObjectStore.prototype.add = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });

const screens = [
  { name: 'by mouse at 1280 px', hasTouch: false, widths: [1280] },
  { name: 'by touch at 390 and 320 px', hasTouch: true, widths: [390, 320] },
] as const;

for (const { name, hasTouch, widths } of screens)
  test.describe(`the learner’s record ${name}, light and dark, in each of its states`, () => {
    test.use({ hasTouch, viewport: { width: widths[0], height: 844 }, reducedMotion: 'reduce' });
    test.setTimeout(120_000);

    /** Nothing that axe finds, nothing wider than the screen, and nothing too small for a finger. */
    async function expectSound(page: Page, state: string, part: Locator = page.locator('main')): Promise<void> {
      await test.step(state, async () => {
        await expect(part).toHaveCount(1);
        for (const width of widths) {
          await page.setViewportSize({ width, height: 844 });
          const beyond = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
          expect(await page.evaluate(beyond)).toBe(0);
          if (hasTouch) expect(await tooSmall(part)).toEqual([]);
          for (const colorScheme of ['dark', 'light'] as const) {
            await page.emulateMedia({ colorScheme });
            // A colour on its way to another is neither.
            await part.evaluate(async (element) => {
              await new Promise(requestAnimationFrame);
              await Promise.allSettled(element.getAnimations({ subtree: true }).map(({ finished }) => finished));
            });
            expect(await axeFaults(part)).toEqual([]);
          }
        }
      });
    }

    test('the quiz', async ({ page }) => {
      await haveHistory(page);
      const quiz = await openPart(page, 'Quiz');
      const check = quiz.getByRole('button', { name: 'Check my answer' });
      await expect(check.first()).toBeEnabled();
      await expect(quiz.getByText(/^This question has changed since/)).toBeVisible();
      await expectSound(page, 'unanswered, and one changed since', quiz);
      for (let number = 0; number < 3; number++) await check.nth(number).click();
      await expect(quiz.getByRole('alert')).toHaveCount(3);
      await expectSound(page, 'checked without an answer', quiz);
      await quiz.getByLabel('1', { exact: true }).first().check();
      await check.nth(0).click();
      await expect(quiz.getByText('Not right.')).toBeVisible();
      await quiz.getByLabel('Batch').check();
      await check.nth(0).click();
      await expectSound(page, 'wrong, and partly right', quiz);
      await quiz.getByRole('button', { name: 'Show the answer' }).first().click();
      await quiz.getByLabel('Your answer in ms').fill('1000');
      await check.nth(0).click();
      await expect(quiz.getByText('Right.', { exact: true })).toBeVisible();
      await expectSound(page, 'shown, and right', quiz);
      await quiz.getByRole('button', { name: /^Review what I missed/ }).click();
      await expect(quiz.getByText(/^What you missed is among/)).toBeVisible();
      await expectSound(page, 'missed, and made into cards', quiz);
      await fillStorage(page);
      await quiz.getByLabel('Your answer', { exact: true }).fill('6');
      await check.nth(0).click();
      await expect(quiz.getByText(/^One change is not saved\./)).toBeVisible();
      await expectSound(page, 'quiz not saved', quiz);
    });

    test('the cards of a lesson', async ({ page }) => {
      await haveHistory(page);
      const cards = await openPart(page, 'Flashcards');
      const turn = cards.getByRole('button', { name: 'Show the answer' });
      await expect(turn).toBeEnabled();
      await expectSound(page, 'in front, changed by the author', cards);
      await turn.click();
      await expect(cards.getByRole('button', { name: /^Good/ })).toBeFocused();
      await expectSound(page, 'behind', cards);
      await page.keyboard.press('1');
      await expect(cards.getByText('Card 2 of')).toBeVisible();
      // Enabled when the grade is saved.
      await expect(cards.getByRole('button', { name: 'Undo' })).toBeEnabled();
      await expectSound(page, 'graded', cards);
      await cards.getByRole('button', { name: 'Undo' }).click();
      await expect(cards.getByText('Card 1 of')).toBeVisible();
      await expectSound(page, 'undone', cards);
      await cards.getByRole('button', { name: 'Set this card aside' }).click();
      await cards.getByText(/^All \d+ cards as a list$/).click();
      await expectSound(page, 'set aside, with the list', cards);
      while (await turn.isVisible()) await cards.getByRole('button', { name: 'Set this card aside' }).click();
      await expect(cards.getByText(/^No card is due now\./)).toBeVisible();
      await expectSound(page, 'none due', cards);
      await cards.getByRole('button', { name: 'Undo' }).click();
      await expect(turn).toBeFocused();
      await fillStorage(page);
      await page.keyboard.press('Space');
      await expect(cards.getByRole('button', { name: /^Good/ })).toBeFocused();
      await page.keyboard.press('4');
      // The undoing may have been on its way still.
      await expect(cards.getByText(/^(One change is|2 changes are) not saved\./)).toBeVisible();
      await expectSound(page, 'cards not saved', cards);
    });

    test('the review of the course', async ({ page }) => {
      await page.goto('/fixture-course/review/');
      await expect(page.getByRole('button', { name: 'Show the answer' })).toBeEnabled();
      await expectSound(page, 'review at the beginning');
      await haveHistory(page);
      await page.goto('/fixture-course/review/');
      await page.getByText('The numbers as a table').click();
      await expectSound(page, 'review with a forecast');
      await page.getByRole('button', { name: 'Show the answer' }).click();
      await page.keyboard.press('3');
      await page.getByRole('searchbox', { name: 'Search' }).fill('nothing of the kind');
      await expect(page.getByText(/^0 of \d+ cards$/)).toBeVisible();
      await expectSound(page, 'review with a search that finds nothing');
      await page.getByRole('searchbox', { name: 'Search' }).fill('missed');
      await page.getByRole('button', { name: 'Set aside: Missed?' }).click();
      await expect(page.getByText(/^set aside, .*, a card that you made$/)).toBeVisible();
      await expectSound(page, 'review with one set aside');
    });

    test('progress and the report of a lesson', async ({ page }) => {
      await page.goto('/fixture-course/progress/');
      await expect(page.getByText(/^0 of \d+ lessons complete\./)).toBeVisible();
      await expectSound(page, 'progress at the beginning');
      await page.goto(`/fixture-course/progress/${lesson}/`);
      await expect(page.getByText('You have not opened this lesson yet on this device.')).toBeVisible();
      await expectSound(page, 'report at the beginning');
      await haveHistory(page);
      await page.goto('/fixture-course/progress/');
      await expect(page.getByText('Complete', { exact: true })).toBeVisible();
      await expectSound(page, 'progress');
      await page.goto(`/fixture-course/progress/${lesson}/`);
      await expect(page.getByText(/^“Two servers”/)).toBeVisible();
      await expectSound(page, 'report');
    });

    test('My record', async ({ page }) => {
      await page.goto('/fixture-course/record/');
      await expect(page.getByText('This browser keeps nothing of you yet.')).toBeVisible();
      await expectSound(page, 'record empty');
      await page.getByLabel(bringBack).setInputFiles(asFile('table.csv', 'no,record\n'));
      await expect(page.getByText('This file was not taken. Your record is as it was.')).toBeVisible();
      await expectSound(page, 'file refused');
      const cut = exportText(history).split('\n').slice(0, 20).join('\n');
      await page.getByLabel(bringBack).setInputFiles(asFile('cut.ndjson', `${cut}\nno entry\n`));
      await page.getByRole('button', { name: /^Take the \d+ entries that are intact$/ }).click();
      await page.getByText('Lines that were refused').click();
      await expectSound(page, 'file taken in part');
      await page.getByLabel(bringBack).setInputFiles(historyFile);
      await expect(page.getByText(/^Done\. \d+ entries were added/)).toBeVisible();
      await page.getByRole('button', { name: 'Erase my data…' }).click();
      await expectSound(page, 'record asking before it erases');
      await page.getByRole('button', { name: 'Keep it' }).click();
      await fillStorage(page);
      await page.getByRole('button', { name: 'Save a file of my record' }).click();
      await expect(page.getByText(/^One change is not saved\./)).toBeVisible();
      await expectSound(page, 'record not saved');
    });

    test('My record with the advice to save a file, and of a browser that stores nothing', async ({ page }) => {
      const tasks = await openPart(page, 'Tasks');
      const task = tasks.getByRole('checkbox').first();
      for (let tick = 0; tick < 13; tick++) {
        await task.check();
        await expect(tasks.getByText(/ Saved\.$/)).toBeVisible();
        await task.uncheck();
      }
      await page.goto('/fixture-course/record/');
      await expect(
        page.getByText(/^\d+ entries of your record are in this browser only\. Save a file now\.$/),
      ).toBeVisible();
      await expectSound(page, 'record with the advice to save');
      await page.addInitScript(() => {
        IDBFactory.prototype.open = () => {
          throw new DOMException('refused', 'SecurityError');
        };
      });
      await page.reload();
      await expect(page.getByText(/^What you do here will not be saved\./)).toBeVisible();
      await expectSound(page, 'record of a browser that stores nothing');
    });

    test('My record after a loss, erased, and of a later version of the course', async ({ page }) => {
      await haveHistory(page);
      // The second copy is written a moment later; then the browser loses some rows.
      await page.waitForTimeout(1000);
      await page.goto('/404.html');
      await page.evaluate(
        () =>
          new Promise<void>((resolve) => {
            const opening = indexedDB.open('slipway-record');
            opening.onsuccess = () => {
              const transaction = opening.result.transaction('events', 'readwrite');
              transaction.objectStore('events').delete(IDBKeyRange.bound('d1-2', 'd1-5'));
              transaction.oncomplete = () => {
                opening.result.close();
                resolve();
              };
            };
          }),
      );
      await page.goto('/fixture-course/record/');
      await expect(page.getByText(/All of them were put back\./).first()).toBeVisible();
      await expectSound(page, 'record lost and restored');
      await page.getByRole('button', { name: 'Erase my data…' }).click();
      await page.getByRole('button', { name: 'Yes, erase my data' }).click();
      await expect(page.getByText('Your data were erased.')).toBeVisible();
      await expectSound(page, 'record erased');
      await haveHistory(page);
      await page.goto('/404.html');
      await page.evaluate(
        () =>
          new Promise<void>((resolve) => {
            const opening = indexedDB.open('slipway-record', 99);
            opening.onsuccess = () => {
              opening.result.close();
              resolve();
            };
          }),
      );
      await page.goto('/fixture-course/record/');
      await expect(page.getByText(/newer version/).first()).toBeVisible();
      await expectSound(page, 'record of a newer version');
    });
  });
