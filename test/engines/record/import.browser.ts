import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ImportAnswer } from '../../../widgets/engines/record/import/import-answer.ts';
import type { LearnerRecord } from '../../../widgets/engines/record/learner-record.ts';
import { openRecordNamed } from '../../../widgets/engines/record/open-record.ts';
import { freshName, storedRows } from './fresh-name.ts';

const open: LearnerRecord[] = [];

async function recordOf(count = 0): Promise<{ record: LearnerRecord; name: string }> {
  const name = freshName();
  const record = await openRecordNamed(name);
  open.push(record);
  for (let number = 1; number <= count; number++)
    await record.append('reflectionWritten', 'c', {
      lesson: 'l',
      prompt: `p${number}`,
      text: `${crypto.randomUUID()} “quoted” ü`,
    });
  return { record, name };
}

afterEach(async () => {
  vi.restoreAllMocks();
  await Promise.all(open.splice(0).map((record) => record.close()));
});

const bytesOf = async (file: Blob) => new Uint8Array(await file.arrayBuffer());
const unpacked = (file: Blob) => new Response(file.stream().pipeThrough(new DecompressionStream('gzip'))).text();
const packed = (text: string) =>
  new Response(new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))).blob();

function refusalOf(answer: ImportAnswer) {
  if (answer.ok) throw new Error('The file was taken.');
  return answer.refusal;
}

describe('exportFile', () => {
  it('has the very text of exportText, compressed, with the counts and the hash in its heading', async () => {
    const { record } = await recordOf(3);
    const file = await record.exportFile();
    expect(await unpacked(file)).toBe(record.exportText());
    const [heading, ...lines] = record.exportText().split('\n');
    const bytes = new TextEncoder().encode(lines.join('\n'));
    const sha256 = Array.from(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)), (byte) =>
      byte.toString(16).padStart(2, '0'),
    ).join('');
    expect(JSON.parse(heading!)).toEqual({
      format: 'slipway-record',
      version: 2,
      eventCount: 3,
      unsavedCount: 0,
      unreadableCount: 0,
      sha256,
    });
  });
});

describe('importFile', () => {
  it('gives an empty record the very events of the file: its own export is byte for byte the same', async () => {
    const from = await recordOf(20);
    const to = await recordOf();
    const answer = await to.record.importFile(await from.record.exportFile());
    expect(answer).toEqual({
      ok: true,
      report: { addedCount: 20, knownCount: 0, conflictCount: 0, refusedCount: 0, refused: [], courses: ['c'] },
    });
    expect(to.record.state()).toEqual(from.record.state());
    expect(to.record.exportText()).toBe(from.record.exportText());
  });

  it('changes nothing the second time, and joins two records to the same one from both sides', async () => {
    const a = await recordOf(5);
    const b = await recordOf(7);
    const [fileA, fileB] = [await a.record.exportFile(), await b.record.exportFile()];
    expect(await a.record.importFile(fileB)).toMatchObject({ ok: true, report: { addedCount: 7, knownCount: 0 } });
    expect(await a.record.importFile(fileB)).toMatchObject({ ok: true, report: { addedCount: 0, knownCount: 7 } });
    expect(await b.record.importFile(fileA)).toMatchObject({ ok: true, report: { addedCount: 5 } });
    expect(b.record.exportText()).toBe(a.record.exportText());
  });

  it('takes what was never stored, and knows it again when it comes from where it was stored later', async () => {
    const { record } = await recordOf(1);
    const add = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    await record.append('taskTicked', 'c', { lesson: 'l', list: 'tasks', task: 't', isDone: true }).catch(() => {});
    const rescue = new Blob([record.exportText()]);
    add.mockRestore();
    const other = await recordOf();
    expect(await other.record.importFile(rescue)).toMatchObject({ ok: true, report: { addedCount: 2 } });
    expect(other.record.state().ticks.size).toBe(1);
    await record.retry();
    expect(await other.record.importFile(await record.exportFile())).toMatchObject({
      ok: true,
      report: { addedCount: 0, knownCount: 2, conflictCount: 0 },
    });
  });

  it('keeps types and versions that it does not know, and exports them untouched', async () => {
    const { record } = await recordOf();
    const { sealEvent } = await import('../../../widgets/engines/record/event.ts');
    const { unsealed } = await import('./any-event.ts');
    const later = {
      ...sealEvent({ ...unsealed('somethingOfALaterVersion', { deep: [1, { a: null }] }, 1), version: 9 }, 1),
    };
    const text = `${JSON.stringify({ format: 'slipway-record', version: 1, eventCount: 1, unsavedCount: 0, unreadableCount: 0 })}\n${JSON.stringify(later)}\n`;
    expect(await record.importFile(new Blob([text]))).toMatchObject({ ok: true, report: { addedCount: 1 } });
    expect(JSON.parse(record.exportText().split('\n')[1]!)).toEqual(later);
  });

  it('keeps an event with a known id and other content aside, and exports it', async () => {
    const from = await recordOf(2);
    const { sealEvent } = await import('../../../widgets/engines/record/event.ts');
    const to = await recordOf();
    await to.record.importFile(await from.record.exportFile());
    const [first] = await storedRows(to.name);
    const { sha: _, seq, ...content } = first!;
    const other = sealEvent({ ...content, body: { lesson: 'l', prompt: 'p1', text: 'another' } }, seq);
    const text = `${JSON.stringify({ format: 'slipway-record', version: 1, eventCount: 1, unsavedCount: 0, unreadableCount: 0 })}\n${JSON.stringify(other)}\n`;
    for (let times = 0; times < 2; times++)
      expect(await to.record.importFile(new Blob([text]))).toMatchObject({ ok: true, report: { conflictCount: 1 } });
    expect(to.record.exportText().match(/"another"/g)).toHaveLength(1);
    expect(to.record.state()).toEqual(from.record.state());
  });

  it('refuses a file cut at any place, says at which line, and takes the intact entries when asked to', async () => {
    const from = await recordOf(40);
    const file = await bytesOf(await from.record.exportFile());
    const to = await recordOf(3);
    const before = await storedRows(to.name);
    for (let length = 0; length < file.length; length += 512) {
      const refusal = refusalOf(await to.record.importFile(new Blob([file.slice(0, length)])));
      expect(refusal.line).toBeGreaterThanOrEqual(1);
      expect(refusal.line).toBeLessThanOrEqual(42);
      expect(refusal.reason).toMatch(/^Expected .*, found .*\.$/);
    }
    expect(await storedRows(to.name)).toEqual(before);
    const half = new Blob([file.slice(0, file.length / 2)]);
    const { intactCount } = refusalOf(await to.record.importFile(half));
    expect(intactCount).toBeGreaterThan(5);
    expect(await to.record.importFile(half, { isSalvage: true })).toMatchObject({
      ok: true,
      report: { addedCount: intactCount },
    });
  });

  it('refuses a text with one altered character and names its line', async () => {
    const from = await recordOf(10);
    const lines = from.record.exportText().split('\n');
    const to = await recordOf(1);
    const before = await storedRows(to.name);
    for (const line of [2, 6, 11]) {
      const altered = lines
        .map((text, index) => (index + 1 === line ? text.replace('quoted', 'Quoted') : text))
        .join('\n');
      const refusal = refusalOf(await to.record.importFile(await packed(altered)));
      expect(refusal).toMatchObject({
        line,
        intactCount: 9,
        reason: 'Expected the content that belongs to the entry’s hash, found other content: the line was altered.',
      });
    }
    expect(await storedRows(to.name)).toEqual(before);
  });

  it('refuses files of other programs and of later versions with what to do', async () => {
    const { record, name } = await recordOf(1);
    const before = await storedRows(name);
    const cases: [string, RegExp][] = [
      ['', /found an empty file/],
      ['id,name\n1,2\n', /found something else/],
      [
        '{"format":"slipway-record","version":3,"eventCount":0,"unsavedCount":0,"unreadableCount":0}\n',
        /found version 3/,
      ],
      [
        '{"format":"slipway-record","version":1,"eventCount":2,"unsavedCount":0,"unreadableCount":0}\n',
        /Expected 2 entries, as the heading says, found 0/,
      ],
      [
        '{"format":"slipway-record","version":1,"eventCount":1,"unsavedCount":0,"unreadableCount":0,"__proto__":{"polluted":1}}\n{}\n',
        /found something else/,
      ],
    ];
    for (const [text, reason] of cases)
      expect(refusalOf(await record.importFile(new Blob([text]))).reason).toMatch(reason);
    expect(await storedRows(name)).toEqual(before);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it('stops what unpacks, nests or grows without end, each in under two seconds', async () => {
    const { record, name } = await recordOf(1);
    const before = await storedRows(name);
    const heading = '{"format":"slipway-record","version":1,"eventCount":1,"unsavedCount":0,"unreadableCount":0}\n';
    const bombs: Record<string, Blob> = {
      '100 MB of zeros in 100 kB': await new Response(
        new Blob([heading, new Uint8Array(100e6)]).stream().pipeThrough(new CompressionStream('gzip')),
      ).blob(),
      'a million brackets': new Blob([heading, '['.repeat(9e5), '\n']),
      'a string of 100 MB': new Blob([heading, `"${'x'.repeat(100e6)}"`]),
      'five million keys': new Blob([heading, '{', '"a":1,'.repeat(5e6), '"b":1}\n']),
      'a million empty lines': new Blob([heading, '\n'.repeat(1e6)]),
      'a key that sets prototypes': new Blob([heading, '{"id":"a","device":"d","__proto__":{"polluted":1}}\n']),
    };
    for (const [title, bomb] of Object.entries(bombs)) {
      // The shortest of three: another program may hold the processor during one.
      let shortestMs = Infinity;
      for (let tries = 0; tries < 3 && shortestMs >= 2000; tries++) {
        const started = performance.now();
        expect(refusalOf(await record.importFile(bomb)).line).toBeGreaterThan(0);
        shortestMs = Math.min(shortestMs, performance.now() - started);
      }
      expect({ title, isQuick: shortestMs < 2000 }).toEqual({ title, isQuick: true });
    }
    expect(await storedRows(name)).toEqual(before);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  }, 120_000);

  it('leaves the record as it was when it is cancelled', async () => {
    const { anEvent } = await import('./any-event.ts');
    const events = Array.from({ length: 600 }, (_, index) => anEvent('lessonOpened', { lesson: 'l' }, index + 1));
    const heading = { format: 'slipway-record', version: 1, eventCount: 600, unsavedCount: 0, unreadableCount: 0 };
    const file = new Blob([[heading, ...events].map((row) => `${JSON.stringify(row)}\n`).join('')]);
    const to = await recordOf(1);
    const before = await storedRows(to.name);
    const controller = new AbortController();
    const importing = to.record.importFile(file, {
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    await expect(importing).rejects.toThrow('cancelled');
    expect(await storedRows(to.name)).toEqual(before);
  });
});
