import { expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { onBeforeReload } from '../../widgets/kit/before-reload.ts';
import { whyMissing } from '../../widgets/site-update/why-missing.ts';
import { expectNoAxeFaults } from '../axe-faults.ts';

/** A page whose islands have these addresses. */
function pageOf(...addresses: string[]): HTMLElement {
  const root = document.createElement('main');
  for (const address of addresses) {
    const island = document.createElement('astro-island');
    island.setAttribute('component-url', address);
    root.append(island);
  }
  return root;
}

const served = (body: string) => URL.createObjectURL(new Blob([body], { type: 'text/html' }));

it('whyMissing says that the site was updated where the page that the host has now names other files', async () => {
  const now = served('<astro-island component-url="/_astro/Quiz.new.js">');
  expect(await whyMissing(now, pageOf('/_astro/Quiz.old.js'))).toBe('updated');
  expect(await whyMissing(now, pageOf('/_astro/Quiz.new.js'))).toBe('broken');
});

it('whyMissing says that the network does not answer where it does not', async () => {
  expect(await whyMissing('http://127.0.0.1:9/', pageOf())).toBe('unreachable');
});

it('the notice is accessible, does not load the page again while an answer is unsaved, says so, and goes when it is told to', async () => {
  onBeforeReload(async () => false);
  const asked = vi.spyOn(globalThis, 'dispatchEvent');
  await import('../../widgets/site-update/update-notice.ts');
  const notice = page.getByRole('complementary', { name: 'About this page' });
  await expect
    .element(
      notice.getByText(
        'A part of this page could not be loaded. Load the page again to try once more. What you have saved stays.',
      ),
    )
    .toBeVisible();
  await expectNoAxeFaults();
  await notice.getByRole('button', { name: 'Load the page again' }).click();
  await expect
    .element(notice.getByText(/^Some of what you did here is not saved yet, so the page was not loaded again\./))
    .toBeVisible();
  expect(asked).toHaveBeenCalledOnce();
  await notice.getByRole('button', { name: 'Close' }).click();
  await expect.element(notice).not.toBeInTheDocument();
});
