import { expect } from 'vitest';
import { page } from 'vitest/browser';

/** Chooses a file in the field of that label, from within the page: the test runner's own way sends its bytes to Node and back, which takes a minute for 50 MB. */
export async function giveFile(label: RegExp, name: string, ...parts: BlobPart[]): Promise<void> {
  const field = page.getByLabelText(label);
  await expect.element(field, { timeout: 25_000 }).toBeEnabled();
  const transfer = new DataTransfer();
  transfer.items.add(new File(parts, name));
  const input = field.element() as HTMLInputElement;
  input.files = transfer.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}
