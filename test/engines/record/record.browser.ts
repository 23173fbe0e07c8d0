import { afterEach, describe, expect, it, vi } from 'vitest';
import { eventSha, type RecordEvent } from '../../../widgets/engines/record/event.ts';
import { openIndexedDbStore } from '../../../widgets/engines/record/indexed-db-store.ts';
import { NotSavedError } from '../../../widgets/engines/record/learner-record.ts';
import { recordKey } from '../../../widgets/engines/record/learner-state.ts';
import { openRecordNamed } from '../../../widgets/engines/record/open-record.ts';
import { unsealed } from './any-event.ts';
import { freshName, storedRows } from './fresh-name.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const written = (text: string) => ({ lesson: 'l', prompt: 'p', text });
const seqs = (rows: readonly RecordEvent[]) => rows.map((row) => row.seq).sort((a, b) => a - b);
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe('openRecord', () => {
  it('gives back after a reopening what was appended before', async () => {
    const name = freshName();
    const first = await openRecordNamed(name);
    const event = await first.append('reflectionWritten', 'c', written('kept'));
    await first.close();
    const second = await openRecordNamed(name);
    expect(second.state().reflections.get(recordKey('c', 'l', 'p'))).toEqual({ text: 'kept', time: event.time });
    expect(second.status).toBe('saved');
    const next = await second.append('reflectionWritten', 'c', written('and more'));
    expect(next).toMatchObject({ device: event.device, seq: 2 });
    expect(next.hlc > event.hlc).toBe(true);
    await second.close();
  });

  it('writes with strict durability, and resolves when the event can be read over another connection', async () => {
    const name = freshName();
    const durabilities: string[] = [];
    const begin = IDBDatabase.prototype.transaction;
    vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (
      this: IDBDatabase,
      ...args: Parameters<typeof begin>
    ) {
      const transaction = begin.apply(this, args);
      if (transaction.mode === 'readwrite') durabilities.push(transaction.durability);
      return transaction;
    });
    const record = await openRecordNamed(name);
    const appending = record.append('lessonOpened', 'c', { lesson: 'l' });
    expect(record.status).toBe('saving');
    const event = await appending;
    expect(record.status).toBe('saved');
    expect(await storedRows(name)).toEqual([event]);
    expect(event.sha).toBe(eventSha(event));
    expect(durabilities).toEqual(['strict', 'strict']); // The name of the device, and the event.
    await record.close();
  });

  it('numbers without a gap over two connections that write at once, and both come to know all events', async () => {
    const name = freshName();
    const [a, b] = await Promise.all([openRecordNamed(name), openRecordNamed(name)]);
    const appends = upTo(100).flatMap((number) => [
      a.append('taskTicked', 'c', { lesson: 'a', list: 'tasks', task: String(number), isDone: true }),
      b.append('taskTicked', 'c', { lesson: 'b', list: 'tasks', task: String(number), isDone: true }),
    ]);
    const events = await Promise.all(appends);
    expect(new Set(events.map(({ device }) => device)).size).toBe(1);
    expect(seqs(await storedRows(name))).toEqual(upTo(200));
    await vi.waitFor(() => {
      expect(a.state().ticks.size).toBe(200);
      expect(b.state()).toEqual(a.state());
    });
    await Promise.all([a.close(), b.close()]);
  });

  it('refuses a body that its type does not promise, and records nothing', async () => {
    const name = freshName();
    const record = await openRecordNamed(name);
    const body = { lesson: 'l', item: 'q', hash: 'h', answer: { number: Number.NaN }, isCorrect: false, attempt: 1 };
    await expect(record.append('quizItemAnswered', 'c', body)).rejects.toThrow(TypeError);
    expect(record.unsaved).toEqual([]);
    expect(await storedRows(name)).toEqual([]);
    await record.close();
  });

  it('lists a row that is no event in the export, and folds the others', async () => {
    const name = freshName();
    const record = await openRecordNamed(name);
    await record.append('reflectionWritten', 'c', written('good'));
    await record.close();
    const store = await openIndexedDbStore({ databaseName: name, newDevice: 'd', onClosed: () => {} });
    await store.add({ ...unsealed('lessonOpened', { lesson: 'l' }, 1), hlc: 'no clock' });
    store.close();
    const again = await openRecordNamed(name);
    expect(again.state().reflections.size).toBe(1);
    const [heading, ...lines] = again
      .exportText()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(heading).toMatchObject({ format: 'slipway-record', eventCount: 1, unreadableCount: 1 });
    expect(lines).toEqual([expect.objectContaining({ seq: 1 }), expect.objectContaining({ hlc: 'no clock' })]);
    await again.close();
  });
});

describe('openIndexedDbStore', () => {
  it('stores an event once, however often it is asked to', async () => {
    const name = freshName();
    const store = await openIndexedDbStore({ databaseName: name, newDevice: 'd', onClosed: () => {} });
    const event = unsealed('lessonOpened', { lesson: 'l' }, 1);
    const first = await store.add(event);
    expect(first.isNew).toBe(true);
    expect(await store.add(event)).toEqual({ stored: first.stored, isNew: false });
    expect(await storedRows(name)).toHaveLength(1);
    store.close();
  });
});

describe('append', () => {
  it('keeps the event of an aborted transaction, says so, and stores it once when tried again', async () => {
    const name = freshName();
    const record = await openRecordNamed(name);
    await record.append('reflectionWritten', 'c', written('before'));
    const add = IDBObjectStore.prototype.add;
    vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementationOnce(function (this: IDBObjectStore, value: unknown) {
      const request = add.call(this, value);
      this.transaction.abort();
      return request;
    });
    const failing = record.append('reflectionWritten', 'c', written('not lost'));
    await expect(failing).rejects.toBeInstanceOf(NotSavedError);
    expect(record.status).toBe('unsaved');
    expect(record.problem).toBe('The browser could not store it. Try again.');
    expect(record.unsaved).toHaveLength(1);
    expect(record.state().reflections.get(recordKey('c', 'l', 'p'))?.text).toBe('not lost');
    expect(record.exportText()).toContain('not lost');
    expect(await storedRows(name)).toHaveLength(1);

    expect(await record.retry()).toBe(true);
    expect(record.status).toBe('saved');
    expect(record.problem).toBeUndefined();
    expect(seqs(await storedRows(name))).toEqual([1, 2]);
    await record.close();
  });

  it('stores what failed before as soon as a later event succeeds', async () => {
    const name = freshName();
    const record = await openRecordNamed(name);
    const full = new DOMException('full', 'QuotaExceededError');
    vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementationOnce(() => {
      throw full;
    });
    await expect(record.append('reflectionWritten', 'c', written('one'))).rejects.toThrow(
      'This device has no room left.',
    );
    await record.append('taskTicked', 'c', { lesson: 'l', list: 'tasks', task: 't', isDone: true });
    await vi.waitFor(() => expect(record.status).toBe('saved'));
    expect(seqs(await storedRows(name))).toEqual([1, 2]);
    await record.close();
  });

  it('finishes the writes that are under way when the record is closed', async () => {
    const name = freshName();
    const record = await openRecordNamed(name);
    const appending = record.append('reflectionWritten', 'c', written('last words'));
    await record.close();
    expect(await appending).toMatchObject({ seq: 1 });
    expect(await storedRows(name)).toHaveLength(1);
  });

  it('opens the store once more when the browser has let go of the connection', async () => {
    const name = freshName();
    let connection: IDBDatabase | undefined;
    const begin = IDBDatabase.prototype.transaction;
    vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (
      this: IDBDatabase,
      ...args: Parameters<typeof begin>
    ) {
      connection = this;
      return begin.apply(this, args);
    });
    const record = await openRecordNamed(name);
    await record.append('reflectionWritten', 'c', written('one'));
    connection!.close();
    await record.append('reflectionWritten', 'c', written('two'));
    expect(record.status).toBe('saved');
    expect(seqs(await storedRows(name))).toEqual([1, 2]);
    await record.close();
  });
});
