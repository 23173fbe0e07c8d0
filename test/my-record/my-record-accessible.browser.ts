import { describe, expect, it } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import { openRecord } from '../../widgets/engines/record/index.ts';
import MyRecord from '../../widgets/my-record/MyRecord.svelte';
import { expectNoAxeFaults } from '../axe-faults.ts';

describe('MyRecord has no fault that axe can see', () => {
  it('at rest, with a file refused, and when it asks before erasing', async () => {
    await (await openRecord()).append('reflectionWritten', 'my-record-axe', { lesson: 'l', prompt: 'p', text: 'x' });
    await render(MyRecord, { course: 'my-record-axe' });
    await expect.element(page.getByRole('button', { name: 'Erase my data…' })).toBeEnabled();
    await expectNoAxeFaults();
    await userEvent.upload(
      page.getByLabelText('Choose a file, or drop it on this field'),
      new File(['no,record\n'], 'x.csv'),
    );
    await expect.element(page.getByText('This file was not taken. Your record is as it was.')).toBeVisible();
    await expectNoAxeFaults();
    await page.getByRole('button', { name: 'Erase my data…' }).click();
    await expect.element(page.getByText(/for good\?/)).toBeVisible();
    await expectNoAxeFaults();
  });
});
