import { describe, expect, it, vi } from 'vitest';
import { describeLoss } from '../../../widgets/engines/record/loss.ts';
import { openRecordNamed } from '../../../widgets/engines/record/open-record.ts';
import { connect, freshName, settled, storedRows, tamper } from './fresh-name.ts';

const written = (text: string) => ({ lesson: 'l', prompt: 'p', text });

/** A record of so many reflections, closed again. Gives its rows in the order of their numbers. */
async function written10(name: string, count = 10) {
  const record = await openRecordNamed(name);
  for (let number = 1; number <= count; number++)
    await record.append('reflectionWritten', 'c', written(`text ${number}`));
  await record.close();
  return (await storedRows(name)).sort((a, b) => a.seq - b.seq);
}

const texts = (rows: readonly { type: string; body: unknown }[]) =>
  rows.flatMap(({ type, body }) => (type === 'reflectionWritten' ? [(body as { text: string }).text] : [])).sort();

async function emptyMirror(name: string): Promise<void> {
  const root = await navigator.storage.getDirectory();
  await root.removeEntry(name, { recursive: true });
}

async function mirrorText(name: string): Promise<string> {
  const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle(name);
  return (await (await folder.getFileHandle('events.ndjson')).getFile()).text();
}

describe('openRecord', () => {
  it('notices that the last events are gone, puts them back from the second copy, and says so', async () => {
    const name = freshName();
    const rows = await written10(name);
    await tamper(name, (events) => {
      for (const { id } of rows.slice(6)) events.delete(id);
    });
    const record = await openRecordNamed(name);
    expect(record.loss).toEqual({ missingCount: 4, restoredCount: 4 });
    expect(describeLoss(record.loss!)).toBe(
      'The browser’s storage had lost 4 entries of your record. All of them were put back.',
    );
    await vi.waitFor(() => expect(record.state().losses.size).toBe(1));
    expect(texts(await storedRows(name))).toEqual(texts(rows));
    expect(await storedRows(name)).toEqual(expect.arrayContaining(rows));
    await record.close();
  });

  it('never starts empty where the whole database was deleted', async () => {
    const name = freshName();
    const rows = await written10(name);
    await settled(indexedDB.deleteDatabase(name));
    const record = await openRecordNamed(name);
    expect(record.loss).toEqual({ missingCount: 10, restoredCount: 10 });
    expect(await storedRows(name)).toEqual(expect.arrayContaining(rows));
    await record.close();
  });

  it('notices it without the mark as well, from the second copy alone', async () => {
    const name = freshName();
    const rows = await written10(name);
    await settled(indexedDB.deleteDatabase(name));
    localStorage.removeItem(`${name}:mark`);
    sessionStorage.removeItem(`${name}:compared`);
    const record = await openRecordNamed(name);
    await vi.waitFor(() => expect(record.loss).toEqual({ missingCount: 10, restoredCount: 10 }));
    expect(await storedRows(name)).toEqual(expect.arrayContaining(rows));
    await record.close();
  });

  it('is never seen empty where the database and the mark are both gone, even in a session that has compared the copies before', async () => {
    const name = freshName();
    const rows = await written10(name);
    await settled(indexedDB.deleteDatabase(name));
    localStorage.removeItem(`${name}:mark`);
    const record = await openRecordNamed(name);
    // The ten answers, beside the note of the loss.
    expect(record.eventCount).toBe(11);
    expect(record.loss).toEqual({ missingCount: 10, restoredCount: 10 });
    expect(await storedRows(name)).toEqual(expect.arrayContaining(rows));
    await record.close();
  });

  it('says that an answer is saved when the second copy has it too', async () => {
    const name = freshName();
    const record = await openRecordNamed(name);
    for (let number = 1; number <= 20; number++) {
      const { sha } = await record.append('reflectionWritten', 'c', written(`text ${number}`));
      expect(await mirrorText(name)).toContain(sha);
    }
    await record.close();
  });

  it('announces what neither copy has, and goes on under another name, so that no number is given twice', async () => {
    const name = freshName();
    const rows = await written10(name);
    await emptyMirror(name);
    await tamper(name, (events) => {
      for (const { id } of rows.slice(7)) events.delete(id);
    });
    const record = await openRecordNamed(name);
    expect(record.loss).toEqual({ missingCount: 3, restoredCount: 0 });
    expect(describeLoss(record.loss!)).toMatch(
      /3 entries could not be found on this device\. If you have saved a file/,
    );
    const next = await record.append('reflectionWritten', 'c', written('after'));
    expect(next.device).not.toBe(rows[0]!.device);
    await record.close();
    const again = await openRecordNamed(name);
    expect(again.loss).toBeUndefined(); // Announced once; it stands in the log.
    expect(again.state().losses.size).toBe(1);
    await again.close();
  });

  it('replaces a row whose content was altered by the intact one of the second copy, and keeps the altered one aside', async () => {
    const name = freshName();
    const rows = await written10(name);
    await tamper(name, (events) => {
      events.put({ ...rows[4], body: written('forged') });
    });
    sessionStorage.removeItem(`${name}:compared`);
    const record = await openRecordNamed(name);
    await vi.waitFor(() => expect(record.loss).toEqual({ missingCount: 1, restoredCount: 1 }));
    expect(texts(await storedRows(name))).toEqual(texts(rows));
    expect(record.exportText()).toContain('forged');
    await record.close();
  });

  it('takes a damaged row without an intact copy out of the log, loads the others, and exports it', async () => {
    const name = freshName();
    const rows = await written10(name);
    await emptyMirror(name);
    await tamper(name, (events) => {
      events.put({ ...rows[4], sha: 'f'.repeat(64), body: written('forged') });
    });
    sessionStorage.removeItem(`${name}:compared`);
    const record = await openRecordNamed(name);
    await vi.waitFor(() => expect(record.loss).toEqual({ missingCount: 1, restoredCount: 0 }));
    expect(texts(await storedRows(name))).toEqual(texts(rows.filter(({ seq }) => seq !== 5)));
    expect(JSON.parse(record.exportText().split('\n')[0]!)).toMatchObject({ unreadableCount: 1 });
    expect(record.exportText()).toContain('forged');
    await record.close();
  });

  it('reads what the first version stored, and numbers on', async () => {
    const name = freshName();
    const rows = await written10(freshName(), 3);
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => {
      const events = request.result.createObjectStore('events', { keyPath: 'id' });
      events.createIndex('byDevice', ['device', 'seq'], { unique: true });
      request.result.createObjectStore('profile', { keyPath: 'name' }).add({ name: 'device', device: rows[0]!.device });
      for (const row of rows) events.add(row);
    };
    (await settled(request)).close();
    const record = await openRecordNamed(name);
    expect(await storedRows(name)).toEqual(expect.arrayContaining(rows));
    expect(await record.append('reflectionWritten', 'c', written('more'))).toMatchObject({
      seq: 4,
      device: rows[0]!.device,
    });
    await record.close();
    const database = await connect(name);
    expect([...database.objectStoreNames]).toEqual(['aside', 'events', 'profile', 'staging']);
    database.close();
  });
});

describe('erase', () => {
  it('removes everything, in the second copy too, and goes on as a new device', async () => {
    const name = freshName();
    const rows = await written10(name);
    const other = await openRecordNamed(name);
    const record = await openRecordNamed(name);
    await record.erase();
    expect(await storedRows(name)).toEqual([]);
    expect(record.state().reflections.size).toBe(0);
    await vi.waitFor(() => expect(other.state().reflections.size).toBe(0));
    const next = await other.append('reflectionWritten', 'c', written('new'));
    expect(next.device).not.toBe(rows[0]!.device);
    await Promise.all([record.close(), other.close()]);
    sessionStorage.removeItem(`${name}:compared`);
    const again = await openRecordNamed(name);
    expect(again.loss).toBeUndefined();
    await again.close();
    expect(texts(await storedRows(name))).toEqual(['new']);
  });

  it('is finished at the next opening where the browser died half-way', async () => {
    const name = freshName();
    await written10(name);
    const record = await openRecordNamed(name);
    await record.append('eraseRequested', '', {});
    await record.close();
    const again = await openRecordNamed(name);
    expect(again.state().reflections.size).toBe(0);
    expect(again.loss).toBeUndefined();
    expect(await storedRows(name)).toEqual([]);
    await again.close();
  });
});
