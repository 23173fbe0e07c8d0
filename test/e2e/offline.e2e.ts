import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { askFirstModel, labLesson, openLab } from '../../src/tools/bench/first-prediction/ask-model.ts';
import { bundleScript } from '../../src/tools/offline/bundle-script.ts';
import { Learner } from '../faults/learner.ts';
import { OfflineHost } from '../faults/offline-host.ts';
import { expectAccessible, showAllInstruments } from './site.ts';

const folder = process.env.SLIPWAY_OUT ?? 'dist';
const path = (address: string) => address.replace(/^\//, '');

test.use({ serviceWorkers: 'allow' });

/** The lesson is open, and everything it needs is kept. */
async function openAndKeep(page: Page, host: OfflineHost, lesson = labLesson): Promise<void> {
  await page.goto(host.address(path(lesson)));
  await new Learner(page).untilKept(path(lesson), '', 'progress/', 'review/', 'record/', 'offline/');
}

test('a lesson that was opened once has an accessible quiz and cards without a network, and its instruments come', async ({
  page,
}) => {
  const host = await OfflineHost.start(folder);
  await openAndKeep(page, host);
  host.goAway();
  await page.reload();
  await showAllInstruments(page);
  await expect(page.getByRole('button', { name: 'Download and start' })).toBeVisible();
  await expectAccessible(page);
  await new Learner(page).answer(2);
  await expectAccessible(page);
  await host.close();
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`a page that is not on the device is answered without a network by an accessible list of the lessons that are, in ${colorScheme} at 320 px`, async ({
    page,
  }) => {
    await page.setViewportSize({ width: 320, height: 700 });
    await page.emulateMedia({ colorScheme });
    const host = await OfflineHost.start(folder);
    await openAndKeep(page, host);
    host.goAway();
    await page.goto(host.address('reference/'));
    await expect(page.getByText('The page at this address is not on this device')).toBeVisible();
    await expect(page.getByRole('listitem').filter({ hasText: 'Making a Model Cheaper to Run' })).toBeVisible();
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    host.fault = 'none';
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('Without a network');
    await host.close();
  });

test('a page stays isolated from other origins without a network where its host isolates it, and so do its threads', async ({
  page,
}) => {
  const isolating = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };
  const host = await OfflineHost.start(folder, '/', isolating);
  await openAndKeep(page, host);
  await openLab(page, host.address(path(labLesson)));
  await askFirstModel(page);
  host.goAway();
  await page.reload();
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  // The model's own thread and the runtime's glue come from the cache as well; the policy of the embedder would refuse them without its header.
  await page.locator('astro-island[component-url*="ModelLab"] > section').scrollIntoViewIfNeeded();
  await page.getByRole('button', { name: 'Download and start' }).waitFor();
  expect((await askFirstModel(page)).answerMs).toBeGreaterThan(0);
  await host.close();
});

test('keeping a lesson and its model asks the host for no file twice, and for no model or runtime before it is wanted', async ({
  page,
}) => {
  const host = await OfflineHost.start(folder);
  await openAndKeep(page, host);
  expect(host.asked.filter(({ path }) => /\.(onnx|wasm)$/.test(path))).toEqual([]);
  await page.locator('astro-island[component-url*="ModelLab"] > section').scrollIntoViewIfNeeded();
  await page.getByRole('button', { name: 'Download and start' }).click();
  await expect(page.getByRole('button', { name: 'Predict and explain' })).toBeVisible({ timeout: 30_000 });
  const hashed = host.asked
    .map(({ path }) => path)
    .filter((one) => one.startsWith('/_astro/') || one.endsWith('.onnx'));
  expect(hashed.filter((one, index) => hashed.indexOf(one) !== index)).toEqual([]);
  expect(hashed.filter((one) => one.endsWith('.wasm'))).toHaveLength(1);
  await host.close();
});

test('where the browser saves data, the lesson is kept from what came anyway, and the host is asked for nothing in advance', async ({
  page,
}) => {
  const copy = mkdtempSync(join(tmpdir(), 'slipway-saving-'));
  cpSync(folder, copy, { recursive: true });
  // Chromium can be told to save data for a page, but not for a worker.
  const isSaving = "Object.defineProperty(NetworkInformation.prototype, 'saveData', { get: () => true });";
  const worker = join(copy, 'service-worker.js');
  writeFileSync(worker, isSaving + readFileSync(worker, 'utf8'));
  const host = await OfflineHost.start(copy);
  const askedByPage = new Set<string>();
  page.on('request', (request) => askedByPage.add(new URL(request.url()).pathname));
  await page.goto(host.address(path(labLesson)));
  const learner = new Learner(page);
  await learner.untilKept(path(labLesson));
  await learner.quizIsReady();
  const others = host.asked.map(({ path }) => path).filter((one) => !askedByPage.has(one));
  // The browser's own, and what says which files a page has.
  const known = ['/favicon.svg', '/service-worker.js', '/offline/', '/offline/files.json'];
  expect(others.filter((one) => !known.includes(one))).toEqual([]);
  host.goAway();
  await page.reload();
  await learner.quizIsReady();
  await host.close();
  rmSync(copy, { recursive: true });
});

test('erasing the record takes the kept pages away', async ({ page }) => {
  const host = await OfflineHost.start(folder);
  await openAndKeep(page, host);
  await new Learner(page).answer(2);
  await page.goto(host.address('record/'));
  await page.getByRole('button', { name: 'Erase my data…' }).click();
  await page.getByRole('button', { name: 'Yes, erase my data' }).click();
  await expect(page.getByText('Your data were erased.')).toBeVisible();
  expect(await page.evaluate(() => caches.keys())).toEqual([]);
  await host.close();
});

test('a site that is published with offline turned off gives the device back what the one before kept', async ({
  context,
}) => {
  const copy = mkdtempSync(join(tmpdir(), 'slipway-off-'));
  cpSync(folder, copy, { recursive: true });
  writeFileSync(join(copy, 'service-worker.js'), await bundleScript('widgets/engines/offline/farewell-worker.ts', '/'));
  const host = await OfflineHost.start(folder);
  const first = await context.newPage();
  await openAndKeep(first, host);
  host.publish(copy);
  const installed = first.evaluate(async () => {
    const registration = (await navigator.serviceWorker.getRegistration())!;
    await registration.update();
    return registration.waiting !== null || registration.installing !== null;
  });
  expect(await installed).toBe(true);
  // The one before has to be left first; its pages may need what is kept.
  expect(await first.evaluate(() => caches.keys())).not.toEqual([]);
  await first.goto('about:blank');
  const next = await context.newPage();
  await expect(async () => {
    // A page of the site that is opened too soon is one more that the old worker has.
    await next.goto('about:blank');
    await next.waitForTimeout(1500);
    await next.goto(host.address('404.html'));
    expect(await next.evaluate(() => caches.keys())).toEqual([]);
    expect(await next.evaluate(() => navigator.serviceWorker.controller)).toBeNull();
  }).toPass({ timeout: 40_000 });
  await host.close();
  rmSync(copy, { recursive: true });
});
