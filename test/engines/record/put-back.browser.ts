import { describe, expect, it, vi } from 'vitest';
import { openRecordNamed } from '../../../widgets/engines/record/open-record.ts';
import { freshName, settled, storedRows } from './fresh-name.ts';

const written = (text: string) => ({ lesson: 'l', prompt: text, text });

async function recordOf(name: string, count: number) {
  const record = await openRecordNamed(name);
  for (let number = 1; number <= count; number++) await record.append('reflectionWritten', 'c', written(`${number}`));
  return record;
}

/** What a browser does that is short of space: the database goes, and the second copy, under an open page. */
async function evict(name: string): Promise<void> {
  await settled(indexedDB.deleteDatabase(name));
  await (await navigator.storage.getDirectory()).removeEntry(name, { recursive: true }).catch(() => {});
}

describe('openRecord', () => {
  it('stores again what its page still knows where the browser has deleted the storage under it, with the same numbers, and says so', async () => {
    const name = freshName();
    const record = await recordOf(name, 12);
    const rows = await storedRows(name);
    await evict(name);
    await record.append('reflectionWritten', 'c', written('after'));
    await vi.waitFor(async () => expect(await storedRows(name)).toEqual(expect.arrayContaining(rows)));
    expect(record.state().reflections.size).toBe(13);
    expect(record.loss).toEqual({ missingCount: 12, restoredCount: 12 });
    await record.close();
    sessionStorage.removeItem(`${name}:compared`);
    const again = await openRecordNamed(name);
    expect(again.loss).toBeUndefined();
    expect(again.state().reflections.size).toBe(13);
    await again.close();
  });

  it('keeps everything in memory and in the file to save while there is no room to put it back, and puts it back later', async () => {
    const name = freshName();
    const record = await recordOf(name, 5);
    const rows = await storedRows(name);
    const add = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(function (this: IDBObjectStore) {
      this.transaction.abort();
      throw new DOMException('full', 'QuotaExceededError');
    });
    await evict(name);
    await expect(record.append('reflectionWritten', 'c', written('after'))).rejects.toThrow(
      'This device has no room left.',
    );
    expect(record.state().reflections.size).toBe(6);
    for (const { sha } of rows) expect(record.exportText()).toContain(sha);
    add.mockRestore();
    expect(await record.retry()).toBe(true);
    expect(await storedRows(name)).toEqual(expect.arrayContaining(rows));
    expect(record.state().reflections.size).toBe(6);
    await record.close();
  });

  it('puts nothing back that another tab has erased', async () => {
    const name = freshName();
    const [one, other] = [await recordOf(name, 3), await openRecordNamed(name)];
    await other.erase();
    await one.append('reflectionWritten', 'c', written('new'));
    await vi.waitFor(() => expect(one.state().reflections.size).toBe(1));
    expect((await storedRows(name)).map(({ body }) => body)).toEqual([written('new')]);
    expect(one.loss).toBeUndefined();
    await Promise.all([one.close(), other.close()]);
  });
});
