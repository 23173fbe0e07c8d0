import { afterEach, describe, expect, it, vi } from 'vitest';
import type { LearnerRecord } from '../../../widgets/engines/record/learner-record.ts';
import { recordKey } from '../../../widgets/engines/record/learner-state.ts';
import { openRecordNamed } from '../../../widgets/engines/record/open-record.ts';
import { unsealed } from './any-event.ts';
import { freshName, storedRows } from './fresh-name.ts';

afterEach(() => vi.restoreAllMocks());

const written = (text: string) => ({ lesson: 'l', prompt: 'p', text });
const copiesOf = (name: string) => Object.keys(localStorage).filter((key) => key.startsWith(`${name}:unsaved:`));
const textIn = (record: LearnerRecord) => record.state().reflections.get(recordKey('c', 'l', 'p'))?.text;
const isSettled = (record: LearnerRecord) => expect.poll(() => record.status).toBe('saved');

/** What a page leaves behind that was left before it could store the event. */
function leave(name: string, text: string, hour: number) {
  const event = unsealed('reflectionWritten', written(text), hour);
  localStorage.setItem(`${name}:unsaved:${event.id}`, JSON.stringify(event));
  return event;
}

describe('an event that is being stored', () => {
  it('is in localStorage from the moment of the answer until the database has it', async () => {
    const name = freshName();
    const record = await openRecordNamed(name);
    const appending = record.append('reflectionWritten', 'c', written('soon'));
    expect(copiesOf(name)).toHaveLength(1);
    const { id } = await appending;
    expect(copiesOf(name)).toEqual([]);
    expect((await storedRows(name)).map((row) => row.id)).toEqual([id]);
    await record.close();
  });

  it('is stored by the next page when its own was left before, in the order of what happened', async () => {
    const name = freshName();
    const [second, first] = [leave(name, 'second', 2), leave(name, 'first', 1)];
    const record = await openRecordNamed(name);
    expect(textIn(record)).toBe('second');
    await isSettled(record);
    expect((await storedRows(name)).map(({ id }) => id).toSorted()).toEqual([first.id, second.id].toSorted());
    expect(copiesOf(name)).toEqual([]);
    const next = await record.append('reflectionWritten', 'c', written('third'));
    expect(next.hlc > second.hlc).toBe(true);
    expect(textIn(record)).toBe('third');
    await record.close();
  });

  it('is stored once though the copy was left behind after the database had it', async () => {
    const name = freshName();
    const record = await openRecordNamed(name);
    const event = await record.append('reflectionWritten', 'c', written('once'));
    await record.close();
    localStorage.setItem(`${name}:unsaved:${event.id}`, JSON.stringify(event));
    const again = await openRecordNamed(name);
    await isSettled(again);
    expect(await storedRows(name)).toEqual([event]);
    expect(copiesOf(name)).toEqual([]);
    await again.close();
  });

  it('is stored once and raises no alarm when another tab opens in that moment and takes it up as well', async () => {
    const name = freshName();
    for (let round = 1; round <= 10; round++) {
      const writing = await openRecordNamed(name);
      const appending = writing.append('reflectionWritten', 'c', written(`round ${round}`));
      const other = await openRecordNamed(name);
      await appending;
      await isSettled(other);
      expect(textIn(other)).toBe(`round ${round}`);
      await Promise.all([writing.close(), other.close()]);
    }
    const last = await openRecordNamed(name);
    expect(last.loss).toBeUndefined();
    expect((await storedRows(name)).map(({ seq }) => seq).toSorted((a, b) => a - b)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
    ]);
    expect(copiesOf(name)).toEqual([]);
    await last.close();
  });

  it('hides no loss: a database that is empty is made whole from the second copy, and the answer joins it', async () => {
    const name = freshName();
    const record = await openRecordNamed(name);
    const before = await record.append('reflectionWritten', 'c', { ...written('before'), prompt: 'q' });
    await record.close();
    await new Promise((resolve, reject) => {
      const request = indexedDB.deleteDatabase(name);
      request.onsuccess = resolve;
      request.onerror = reject;
    });
    localStorage.removeItem(`${name}:mark`);
    leave(name, 'after', 5);
    const again = await openRecordNamed(name);
    await isSettled(again);
    expect(again.loss).toEqual({ missingCount: 1, restoredCount: 1 });
    expect(textIn(again)).toBe('after');
    expect(again.state().reflections.get(recordKey('c', 'l', 'q'))?.text).toBe('before');
    expect((await storedRows(name)).some(({ id }) => id === before.id)).toBe(true);
    await again.close();
  });

  it('is there on the next page even where there is no database, until the browser forgets it', async () => {
    const name = freshName();
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('No storage.', 'SecurityError');
    });
    const record = await openRecordNamed(name);
    await expect(record.append('reflectionWritten', 'c', written('held'))).rejects.toThrow();
    await record.close();
    const again = await openRecordNamed(name);
    await expect.poll(() => again.status).toBe('unavailable');
    expect(textIn(again)).toBe('held');
    vi.restoreAllMocks();
    expect(await again.retry()).toBe(true);
    expect(await storedRows(name)).toHaveLength(1);
    expect(copiesOf(name)).toEqual([]);
    await again.close();
  });

  it('is erased with everything else, and the wish to erase is never brought back', async () => {
    const name = freshName();
    const record = await openRecordNamed(name);
    await record.append('reflectionWritten', 'c', written('gone'));
    leave(name, 'of another tab', 3);
    const erasing = record.erase();
    expect(copiesOf(name)).toHaveLength(1);
    await erasing;
    expect(copiesOf(name)).toEqual([]);
    await record.close();
    const again = await openRecordNamed(name);
    expect(textIn(again)).toBeUndefined();
    expect(again.eventCount).toBe(0);
    await again.close();
  });

  it('is not taken from what is no event, which stays where it is', async () => {
    const name = freshName();
    localStorage.setItem(`${name}:unsaved:x`, '{"id":"x"}');
    localStorage.setItem(`${name}:unsaved:y`, 'no JSON');
    const record = await openRecordNamed(name);
    expect(record.status).toBe('saved');
    expect(record.eventCount).toBe(0);
    expect(copiesOf(name)).toHaveLength(2);
    await record.close();
  });

  it('is only in memory where localStorage is full or refused, as it was', async () => {
    const name = freshName();
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('No room.', 'QuotaExceededError');
    });
    const record = await openRecordNamed(name);
    await record.append('reflectionWritten', 'c', written('stored all the same'));
    expect(await storedRows(name)).toHaveLength(1);
    await record.close();
  });
});
