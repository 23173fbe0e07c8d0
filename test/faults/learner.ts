import type { Page } from '@playwright/test';
import { sleep } from './fault.ts';

const LIMIT_MS = 20_000;

/** The lesson of the fixture course that has questions, cards and a model. */
export const lesson = 'lessons/every-form/';

/** A page that opens without a network: its path below the site's folder, and its build. */
interface Kept {
  readonly path: string;
  readonly build: string;
}

/** Someone who works in the built lesson, and remembers what the page has called saved. */
export class Learner {
  readonly page: Page;
  /** Answers and reviews that the page has called saved. */
  savedCount = 0;
  /** How often a document was loaded. */
  loadedCount = 0;

  constructor(page: Page) {
    this.page = page;
    page.on('framenavigated', (frame) => {
      if (frame === page.mainFrame()) this.loadedCount++;
    });
  }

  /** Opens a page and scrolls to its quiz. Resolves when a question can be answered, to how long that took in milliseconds. */
  async open(address: string): Promise<number> {
    const started = performance.now();
    await this.page.goto(address, { waitUntil: 'commit' });
    await this.quizIsReady();
    return performance.now() - started;
  }

  async quizIsReady(): Promise<void> {
    const quiz = this.page.getByRole('region', { name: 'Quiz' });
    await quiz.scrollIntoViewIfNeeded({ timeout: LIMIT_MS });
    await quiz.locator('button:text("Check my answer"):enabled').first().waitFor({ timeout: LIMIT_MS });
  }

  /** Answers the question of this number, from 1: a choice with its first option, a number with 6. */
  async answer(number: number): Promise<void> {
    const question = this.page
      .getByRole('region', { name: 'Quiz' })
      .getByRole('listitem')
      .filter({
        has: this.page.getByRole('group', { name: new RegExp(`^${number}\\.`) }),
      });
    const option = question.getByRole('radio').first();
    if ((await option.count()) > 0) await option.check();
    else await question.getByRole('textbox').fill('6');
    await question.getByRole('button', { name: 'Check my answer' }).click();
    await question.getByText('Saved.', { exact: true }).waitFor({ timeout: LIMIT_MS });
    this.savedCount++;
  }

  /** Scrolls to the cards and waits until the first can be turned. */
  async untilCardsAreReady(): Promise<void> {
    const cards = this.page.getByRole('region', { name: 'Flashcards' });
    await cards.scrollIntoViewIfNeeded();
    await cards.locator('button:text("Show the answer"):enabled').waitFor({ timeout: LIMIT_MS });
  }

  /** Reviews the card that is due, which is `number` of all. */
  async review(number: number): Promise<void> {
    const cards = this.page.getByRole('region', { name: 'Flashcards' });
    await cards.scrollIntoViewIfNeeded();
    await cards.getByRole('button', { name: 'Show the answer' }).click({ timeout: LIMIT_MS });
    await cards.getByRole('button', { name: /^Easy/ }).click();
    await cards.getByText(new RegExp(`^Card ${number + 1} of`)).waitFor({ timeout: LIMIT_MS });
    this.savedCount++;
  }

  /** Scrolls to the instrument with the model: what it consists of is asked for. */
  async wantModel(): Promise<void> {
    for (const island of await this.page.locator('astro-island[component-url*="LatencyCostDashboard"]').all())
      await island.evaluate((element) => element.firstElementChild?.scrollIntoView({ block: 'center' }));
  }

  /** Starts the model and asks it. Resolves to the probability that it answers. */
  async askModel(): Promise<number> {
    await this.wantModel();
    const board = this.page.locator('section.instrument', {
      has: this.page.getByRole('heading', { name: 'Your model, on this device' }),
    });
    await board.getByRole('button', { name: 'Load the model' }).click({ timeout: LIMIT_MS });
    await board.getByRole('button', { name: 'Download and start' }).click({ timeout: LIMIT_MS });
    await board.getByRole('button', { name: 'Predict', exact: true }).click({ timeout: LIMIT_MS });
    return Number(await board.locator('data').first().getAttribute('value', { timeout: LIMIT_MS }));
  }

  /** How many answers and reviews are in the record, looked up in the database itself. */
  storedCount(): Promise<number> {
    return this.page.evaluate(async () => {
      const opening = indexedDB.open('slipway-record');
      await new Promise((resolve) => (opening.onsuccess = resolve));
      const all = opening.result.transaction('events').objectStore('events').getAll();
      await new Promise((resolve) => (all.onsuccess = resolve));
      opening.result.close();
      const events = all.result as { readonly type: string }[];
      return events.filter(({ type }) => type === 'quizItemAnswered' || type === 'flashcardReviewed').length;
    });
  }

  /** Waits until the service worker says that these pages, paths below the site's folder, open without a network. */
  untilKept(...paths: readonly string[]): Promise<void> {
    return this.#until(paths, () => true);
  }

  /** The same, of this build of the site. */
  untilKeptOf(build: string, ...paths: readonly string[]): Promise<void> {
    return this.#until(paths, (page) => page.build === build);
  }

  async #until(paths: readonly string[], isMeant: (page: Kept) => boolean): Promise<void> {
    const limit = performance.now() + LIMIT_MS;
    for (;;) {
      const kept = (await this.#keptPages()).filter(isMeant);
      const missing = paths.filter((path) => !kept.some((page) => page.path === path));
      if (missing.length === 0) return;
      if (performance.now() > limit) throw new Error(`Not kept after ${LIMIT_MS / 1000} s: ${missing.join(', ')}`);
      await sleep(100);
    }
  }

  #keptPages(): Promise<Kept[]> {
    return this.page.evaluate(async () => {
      const name = (await caches.keys()).find((one) => one.startsWith('slipway-offline-pages '));
      if (name === undefined) return [];
      const site = name.slice('slipway-offline-pages '.length);
      const list = await (await caches.open(name)).match(`${site}offline/kept.json`);
      const kept = list ? ((await list.json()) as { readonly key: string; readonly build: string }[]) : [];
      return kept.map(({ key, build }) => ({ path: key.slice(site.length), build }));
    });
  }
}
