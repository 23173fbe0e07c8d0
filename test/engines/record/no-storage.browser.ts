import { afterEach, describe, expect, it, vi } from 'vitest';
import { DATABASE_VERSION } from '../../../widgets/engines/record/record-database.ts';
import { recordKey } from '../../../widgets/engines/record/learner-state.ts';
import { openRecordNamed } from '../../../widgets/engines/record/open-record.ts';
import { savingNotice } from '../../../widgets/engines/record/saving-notice.ts';
import { connect, freshName, storedRows } from './fresh-name.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const body = { lesson: 'l', prompt: 'p', text: 'in memory' };

interface Refusal {
  /** Makes the browser refuse storage under this name. What it returns ends that. */
  readonly refuse: (name: string) => Promise<() => void> | (() => void);
  readonly reason: string;
}

/** A connection that does not give way to a deletion: every later opening waits behind it, without any event. */
async function blockOpening(name: string): Promise<() => void> {
  const blocker = await connect(name);
  indexedDB.deleteDatabase(name);
  return () => blocker.close();
}

/** The ways in which a browser refuses storage. */
const refusals: Record<string, Refusal> = {
  'is missing': {
    refuse: () => {
      vi.stubGlobal('indexedDB', undefined);
      return vi.unstubAllGlobals;
    },
    reason: 'This browser offers no storage to this page.',
  },
  'throws when opened': {
    refuse: () => {
      const spy = vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(() => {
        throw new DOMException('refused', 'SecurityError');
      });
      return () => spy.mockRestore();
    },
    reason: 'This browser is set to keep nothing for this page.',
  },
  'never answers': {
    refuse: blockOpening,
    reason: 'The browser did not open its storage. Close other tabs of this course, then try again.',
  },
};

describe('openRecord where IndexedDB', () => {
  it.each(Object.entries(refusals))(
    '%s works in memory, says "not saved", exports, and saves once storage is back',
    async (_title, { refuse, reason }) => {
      const name = freshName();
      const giveBack = await refuse(name);
      const record = await openRecordNamed(name);
      expect(record.status).toBe('unavailable');
      expect(savingNotice(record, () => true)).toMatchObject({
        isUrgent: false,
        text: `What you do here will not be saved. ${reason}`,
      });
      await expect(record.append('reflectionWritten', 'c', body)).rejects.toThrow(reason);
      expect(record.state().reflections.get(recordKey('c', 'l', 'p'))?.text).toBe('in memory');
      const notice = savingNotice(record, () => true)!;
      expect(notice).toMatchObject({ isUrgent: true, text: `One change is not saved. ${reason}` });
      const exported = await (await fetch(notice.fileHref)).text();
      expect(exported).toBe(record.exportText());
      expect(exported).toContain('in memory');
      giveBack();
      expect(await record.retry()).toBe(true);
      expect(record.status).toBe('saved');
      expect(savingNotice(record, () => true)).toBeUndefined();
      expect(await storedRows(name)).toMatchObject([{ seq: 1, body }]);
      await record.close();
    },
  );
});

describe('openRecord', () => {
  it('lets another tab change the form of the database, and then holds events with a message instead of failing silently', async () => {
    const name = freshName();
    const record = await openRecordNamed(name);
    await record.append('reflectionWritten', 'c', body);
    const newer = await connect(name, DATABASE_VERSION + 1); // Would hang if the record kept its connection.
    await vi.waitFor(() => expect(record.status).toBe('unavailable'));
    expect(savingNotice(record, () => true)?.text).toMatch(/written by a newer version of this course\. Reload/);
    await expect(record.append('reflectionWritten', 'c', { ...body, text: 'later' })).rejects.toThrow(
      'written by a newer version of this course',
    );
    expect(record.unsaved).toHaveLength(1);
    newer.close();
    expect(await storedRows(name)).toHaveLength(1);
    await record.close();
  });

  it('reads and exports a database of a newer version, and changes nothing in it', async () => {
    const name = freshName();
    const before = await openRecordNamed(name);
    await before.append('reflectionWritten', 'c', body);
    await before.close();
    (await connect(name, DATABASE_VERSION + 1)).close();
    const rows = await storedRows(name);
    for (let times = 0; times < 5; times++) {
      const record = await openRecordNamed(name);
      expect(record.status).toBe('unavailable');
      expect(record.state().reflections.get(recordKey('c', 'l', 'p'))?.text).toBe('in memory');
      expect(record.exportText()).toContain(rows[0]!.sha);
      await expect(record.importFile(new Blob(['x']))).rejects.toThrow();
      await record.close();
    }
    expect(await storedRows(name)).toEqual(rows);
  });
});
