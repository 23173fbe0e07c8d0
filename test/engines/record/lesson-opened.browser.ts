import { describe, expect, it, vi } from 'vitest';
import { openRecord, recordKey, watchRecord } from '../../../widgets/engines/record/index.ts';
import { openRecordIn } from '../../../widgets/engines/record/open-record.ts';
import { storedRows } from './fresh-name.ts';

/** The stored openings of a lesson in the record that the page shares. */
async function openings(lesson: string) {
  const rows = await storedRows('slipway-record');
  return rows.filter(({ type, body }) => type === 'lessonOpened' && (body as { lesson: string }).lesson === lesson);
}

describe('openRecordIn', () => {
  it('records once in a visit that the lesson was opened, however many instruments open the record', async () => {
    const lesson = `opened-${crypto.randomUUID()}`;
    const place = { course: 'c', lesson };
    const listener = vi.fn();
    const ends = [watchRecord(place, () => false, listener), watchRecord(place, () => false, listener)];
    const record = await openRecordIn(place);
    expect(record).toBe(await openRecord());
    await vi.waitFor(() => expect(record.status).toBe('saved'));
    await vi.waitFor(() => expect(listener.mock.calls.length).toBeGreaterThanOrEqual(2));
    const [opening, ...others] = await openings(lesson);
    expect(others).toEqual([]);
    expect(opening).toMatchObject({ course: 'c', body: { lesson } });
    expect(record.state().lessons.get(recordKey('c', lesson))?.openedAt).toBe(opening!.time);
    for (const end of ends) end();
  });

  it('says nothing on the page about an opening that could not be stored', async () => {
    const record = await openRecord();
    vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementationOnce(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    const views: unknown[] = [];
    const lesson = `opened-${crypto.randomUUID()}`;
    const end = watchRecord(
      { course: 'c', lesson },
      ({ type }) => type === 'quizItemAnswered',
      ({ notice }) => views.push(notice),
    );
    await vi.waitFor(() => expect(record.status).toBe('unsaved'));
    expect(views.filter(Boolean)).toEqual([]);
    expect(await record.retry()).toBe(true);
    expect(await openings(lesson)).toHaveLength(1);
    end();
    vi.restoreAllMocks();
  });
});
