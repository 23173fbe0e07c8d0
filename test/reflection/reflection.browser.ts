import { afterEach, describe, expect, it, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import { openRecord, recordKey } from '../../widgets/engines/record/index.ts';
import { makePrompts } from '../../widgets/reflection/prompt.ts';
import Reflection from '../../widgets/reflection/Reflection.svelte';

const prompts = makePrompts(['Why?', 'How?']);
let lesson = '';

function show(again = false) {
  if (!again) lesson = `reflection-test-${crypto.randomUUID()}`;
  return render(Reflection, { course: 'c', lesson, prompts });
}
const key = (index: number) => recordKey('c', lesson, prompts[index]!.id);
const recorded = async (index: number) => (await openRecord()).state().reflections.get(key(index))?.text;

afterEach(() => {
  vi.restoreAllMocks();
});

describe('Reflection', () => {
  it('saves after a pause, says when, and shows the text when the page is opened again', async () => {
    const first = await show();
    await page.getByLabelText('Why?').fill('Because of “latency” & <b>cost</b>');
    await expect.element(page.getByText(/^Saved at \d\d:\d\d\.$/)).toBeVisible();
    expect(await recorded(0)).toBe('Because of “latency” & <b>cost</b>');
    await first.unmount();
    await show(true);
    await expect.element(page.getByLabelText('Why?')).toHaveValue('Because of “latency” & <b>cost</b>');
    await expect.element(page.getByLabelText('How?')).toHaveValue('');
  });

  it('saves at once when the field is left', async () => {
    await show();
    await page.getByLabelText('Why?').fill('short');
    await userEvent.keyboard('{Tab}');
    expect(await recorded(0)).toBe('short');
  });

  it('leaves a copy behind when the page goes before the write is done, and takes it up again', async () => {
    await show();
    await page.getByLabelText('Why?').fill('half a sen');
    window.dispatchEvent(new PageTransitionEvent('pagehide'));
    expect(localStorage.getItem(`slipway-draft ${key(0)}`)).toContain('half a sen');
    // The write did finish after all: the copy is gone.
    await expect.element(page.getByText(/^Saved at/)).toBeVisible();
    expect(localStorage.getItem(`slipway-draft ${key(0)}`)).toBeNull();
  });

  it('puts a copy that an earlier page left behind into the field and into the record', async () => {
    lesson = `reflection-test-${crypto.randomUUID()}`;
    localStorage.setItem(
      `slipway-draft ${key(0)}`,
      JSON.stringify({ text: 'left behind', time: new Date().toISOString() }),
    );
    await show(true);
    await expect.element(page.getByLabelText('Why?')).toHaveValue('left behind');
    await expect.element(page.getByText(/^Saved at/)).toBeVisible();
    expect(await recorded(0)).toBe('left behind');
    expect(localStorage.getItem(`slipway-draft ${key(0)}`)).toBeNull();
  });

  it('prefers a text that the record took after the copy was made', async () => {
    lesson = `reflection-test-${crypto.randomUUID()}`;
    const record = await openRecord();
    await record.append('reflectionWritten', 'c', { lesson, prompt: prompts[0]!.id, text: 'later' });
    localStorage.setItem(
      `slipway-draft ${key(0)}`,
      JSON.stringify({ text: 'earlier', time: '2020-01-01T00:00:00.000Z' }),
    );
    await show(true);
    await expect.element(page.getByLabelText('Why?')).toHaveValue('later');
  });

  it('keeps a text that could not be stored, offers it as a file, and saves it on a click', async () => {
    await show();
    await vi.waitFor(async () => expect((await openRecord()).state().lessons.has(recordKey('c', lesson))).toBe(true));
    await vi.waitFor(async () => expect((await openRecord()).status).toBe('saved')); // That the lesson was opened.
    // Before the text: a busy machine may save it, after a pause in the typing, before the field is left.
    vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementationOnce(function (this: IDBObjectStore) {
      this.transaction.abort();
      throw new DOMException('full', 'QuotaExceededError');
    });
    await page.getByLabelText('Why?').fill('do not lose me');
    await userEvent.keyboard('{Tab}');
    await expect
      .element(page.getByText('Not saved: This device has no room left. Free some space, then try again.'))
      .toBeVisible();
    await expect.element(page.getByLabelText('Why?')).toHaveValue('do not lose me');
    const file = page.getByRole('link', { name: 'Download my text' }).element() as HTMLAnchorElement;
    expect(await (await fetch(file.href)).text()).toBe('Why?\n\ndo not lose me\n');
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect.element(page.getByText(/^Saved at/)).toBeVisible();
    expect(await recorded(0)).toBe('do not lose me');
  });
});
