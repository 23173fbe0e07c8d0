import { describe, expect, it, vi } from 'vitest';
import { openRecord } from '../../../widgets/engines/record/index.ts';
import { saveEverything } from '../../../widgets/kit/before-reload.ts';
import { storedRows } from './fresh-name.ts';

const body = (text: string) => ({ lesson: 'l', prompt: text, text });
const isStored = async (text: string) =>
  (await storedRows('slipway-record')).some((row) => (row.body as { text?: string }).text === text);

/** The disk is full until `giveBack` is called. */
function fillDisk(): () => void {
  const spy = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  return () => spy.mockRestore();
}

describe('saveEverything', () => {
  it('lets a page go where nobody has anything to save', async () => {
    expect(await saveEverything()).toBe(true);
  });

  it('waits for the write that is under way', async () => {
    const record = await openRecord();
    void record.append('reflectionWritten', 'c', body('under way'));
    expect(record.status).toBe('saving');
    expect(await saveEverything()).toBe(true);
    expect(await isStored('under way')).toBe(true);
  });

  it('holds the page back while something is in memory only, and lets it go once that is stored', async () => {
    const record = await openRecord();
    const giveBack = fillDisk();
    await expect(record.append('reflectionWritten', 'c', body('held'))).rejects.toThrow();
    expect(await saveEverything()).toBe(false);
    expect(record.unsaved).toHaveLength(1);
    giveBack();
    expect(await saveEverything()).toBe(true);
    expect(await isStored('held')).toBe(true);
  });
});
