import { describe, expect, it, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import { openRecord, recordKey } from '../../widgets/engines/record/index.ts';
import MyRecord from '../../widgets/my-record/MyRecord.svelte';

const written = (prompt: string, text: string) => ({ lesson: 'l', prompt, text });
const textOf = async (prompt: string) =>
  (await openRecord()).state().reflections.get(recordKey('my-record-test', 'l', prompt))?.text;

/** What the page hands to the browser's downloads. */
function catchDownload(): { file: () => Promise<Blob>; name: () => string } {
  let address = '';
  let name = '';
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    address = this.href;
    name = this.download;
  });
  return { file: async () => (await fetch(address)).blob(), name: () => name };
}

describe('MyRecord', () => {
  it('saves a file, erases everything after asking, and brings everything back from the file', async () => {
    const record = await openRecord();
    await record.append('reflectionWritten', 'my-record-test', written('p', 'what I wrote'));
    await render(MyRecord, { course: 'my-record-test' });
    await expect.element(page.getByText(/You have not saved a file yet\./)).toBeVisible();

    const download = catchDownload();
    await page.getByRole('button', { name: 'Save a file of my record' }).click();
    await expect.element(page.getByText(/^A file with \d+ entr(y|ies) was handed/)).toBeVisible();
    expect(download.name()).toMatch(/^slipway-record-\d{4}-\d\d-\d\d\.ndjson\.gz$/);
    const file = await download.file();
    vi.restoreAllMocks();
    await expect.element(page.getByText(/You last saved a file on/)).toBeVisible();

    await page.getByRole('button', { name: 'Erase my data…' }).click();
    await expect.element(page.getByText(/for good\?/)).toBeVisible();
    await page.getByRole('button', { name: 'Keep it' }).click();
    await expect.element(page.getByRole('button', { name: 'Erase my data…' })).toHaveFocus();
    expect(await textOf('p')).toBe('what I wrote');
    await page.getByRole('button', { name: 'Erase my data…' }).click();
    await page.getByRole('button', { name: 'Yes, erase my data' }).click();
    await expect.element(page.getByText(/Your data were erased/)).toHaveFocus();
    await expect.element(page.getByText('This browser keeps nothing of you yet.')).toBeVisible();
    expect(await textOf('p')).toBeUndefined();

    const choose = page.getByLabelText('Choose a file, or drop it on this field');
    (choose.element() as HTMLElement).focus();
    await userEvent.upload(choose, new File([file], 'record.ndjson.gz'));
    await expect.element(page.getByText(/Done\. \d+ entr(y|ies) (was|were) added to your record\./)).toBeVisible();
    expect(await textOf('p')).toBe('what I wrote');
    await expect.element(choose).toHaveFocus();
    await expect.element(page.getByText(/Your data were erased/)).not.toBeInTheDocument();
    await vi.waitFor(() => expect(record.state().exports.has('broughtBack')).toBe(true));
    expect(record.exportAdvice()).toBeUndefined();

    const bytes = new Uint8Array(await file.arrayBuffer());
    await userEvent.upload(choose, new File([bytes.slice(0, bytes.length - 9)], 'cut.ndjson.gz'));
    await expect.element(page.getByText('This file was not taken. Your record is as it was.')).toBeVisible();
    await expect.element(page.getByText(/^Line \d+: Expected .*, found .*\. Export the record again/)).toBeVisible();
    await page.getByRole('button', { name: /^Take the \d+ entr(y|ies) that (is|are) intact$/ }).click();
    await expect
      .element(page.getByText(/Nothing new was in the file\. \d+ entr(y|ies) (was|were) in your record already\./))
      .toBeVisible();
  });
});
