/**
 * The page that the fault suite drives, by its address alone, so that it runs in any browser: `?do=write&db=…&run=…` stores answers for ever and reports each one when the record says
 * that it is stored, and opens the address `also` in another tab; `?do=fill` writes until there is no room; `?do=check` opens the record again and reports what is there.
 */
import { type RecordEvent, sealEvent } from '../../widgets/engines/record/event.ts';
import { exportFile } from '../../widgets/engines/record/export-text.ts';
import { nextHybridTime } from '../../widgets/engines/record/hybrid-clock.ts';
import type { LearnerRecord } from '../../widgets/engines/record/learner-record.ts';
import { openRecordNamed } from '../../widgets/engines/record/open-record.ts';
import { savingNotice } from '../../widgets/engines/record/saving-notice.ts';
import { uuidV7 } from '../../widgets/engines/record/uuid.ts';
import { makeFirstForm } from './first-form.ts';
import { foundIn } from './found.ts';
import { storeText } from './trials/store-text.ts';

const query = new URLSearchParams(location.search);
const name = query.get('db')!;
const run = query.get('run')!;
const limit = Number(query.get('limit') ?? Infinity);

const report = (kind: string, value: unknown) =>
  fetch(`/report?run=${run}&kind=${kind}`, { method: 'POST', body: JSON.stringify(value) });

/** Random text, which LevelDB cannot make smaller. */
function randomText(bytes: number): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) => byte.toString(36)).join('');
}

async function write(): Promise<void> {
  // The second tab: a headless Chromium opens one address only.
  if (query.has('also')) open(query.get('also')!);
  await writeInto(await openRecordNamed(name));
}

async function writeInto(record: LearnerRecord): Promise<void> {
  for (let number = 1; number <= limit; number++) {
    const body = { lesson: run, prompt: `p${number}`, text: randomText(50) };
    const event = await record.append('reflectionWritten', 'faults', body);
    void report('stored', event.id);
  }
  await report('written', limit);
  if (query.has('converge')) await converge(record, Number(query.get('converge')));
}

/** Waits until this tab knows the answers of all tabs, and reports how long that took. */
async function converge(record: LearnerRecord, total: number): Promise<void> {
  const started = performance.now();
  while (record.state().reflections.size < total && performance.now() - started < 30_000)
    await new Promise((resolve) => setTimeout(resolve, 20));
  await report('converged', { count: record.state().reflections.size, ms: performance.now() - started });
}

/** Writes until there is no room, reports what the learner is told, and tries again until there is room. */
async function fill(): Promise<void> {
  const record = await openRecordNamed(name);
  let failure: unknown;
  let askedAt = 0;
  for (let number = 1; failure === undefined; number++) {
    const body = { lesson: run, prompt: `p${number}`, text: randomText(20_000) };
    askedAt = performance.now();
    await record.append('reflectionWritten', 'faults', body).then(
      ({ id }) => report('stored', id),
      (error) => {
        failure = error;
      },
    );
  }
  const notice = savingNotice(record, () => true);
  const ms = performance.now() - askedAt;
  const text = await (await fetch(notice!.fileHref)).text();
  const rescued = record.unsaved.filter(({ id }) => text.includes(id)).length;
  await report('full', { ms, notice: notice?.text, unsaved: record.unsaved.length, rescued });
  const held = record.unsaved.map(({ id }) => id);
  while (!(await record.retry())) await new Promise((resolve) => setTimeout(resolve, 200));
  for (const id of held) await report('stored', id);
  await report('roomAgain', held.length);
}

/** So many answers, as one device would have stored them in ten years. */
function manyEvents(count: number): RecordEvent[] {
  const device = crypto.randomUUID();
  return Array.from({ length: count }, (_, index) => {
    const ms = 1_500_000_000_000 + index * 1_577_000;
    const body = {
      lesson: `lesson-${index % 100}`,
      prompt: `p${index % 5000}`,
      text: `What I wrote the ${index}th time.`,
    };
    const event = {
      id: uuidV7(ms, crypto.getRandomValues(new Uint8Array(10))),
      device,
      hlc: nextHybridTime(undefined, ms),
      time: new Date(ms).toISOString(),
    };
    return sealEvent(
      { ...event, zone: 'Europe/Berlin', type: 'reflectionWritten', version: 1, course: 'faults', body },
      index + 1,
    );
  });
}

/** Imports a large file and watches how long the page stands still meanwhile. */
async function large(): Promise<void> {
  const file = await exportFile(manyEvents(Number(query.get('count'))));
  const record = await openRecordNamed(name);
  let longestGapMs = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    longestGapMs = Math.max(longestGapMs, performance.now() - last);
    last = performance.now();
  }, 10);
  const started = performance.now();
  const answer = await record.importFile(file);
  const importMs = performance.now() - started;
  clearInterval(timer);
  await report('imported', { importMs, longestGapMs, addedCount: answer.ok ? answer.report.addedCount : 0 });
}

/** Opens the record once, so that the browser mends what the killing of the last one left, and goes on to the check in a new document. */
async function openThenCheck(): Promise<void> {
  await (await openRecordNamed(name)).close();
  query.set('do', 'check');
  location.search = query.toString();
}

async function check(): Promise<LearnerRecord> {
  await report('opening', name);
  const started = performance.now();
  const record = await openRecordNamed(name);
  const openedMs = performance.now() - started;
  // The comparison of the copies goes on after the opening; where it is not due, nothing changes.
  for (let wait = 0; wait < 40 && query.has('loss') && !record.loss; wait++)
    await new Promise((resolve) => setTimeout(resolve, 100));
  while (record.status === 'saving') await new Promise((resolve) => setTimeout(resolve, 20));
  await report('found', foundIn(record, openedMs));
  return record;
}

/** Looks at what earlier lives of the browser have left, and writes on. */
async function checkThenWrite(): Promise<void> {
  await writeInto(await check());
}

/** Answers, and leaves in the same moment, before any write can have begun. What the page has shown as answered counts as saved. */
async function answerAndLeave(): Promise<void> {
  const record = await openRecordNamed(name);
  for (let number = 1; number <= limit; number++)
    void record.append('reflectionWritten', 'faults', { lesson: run, prompt: `p${number}`, text: randomText(50) });
  // A page that is left cannot wait for an answer.
  for (const { id } of record.unsaved)
    navigator.sendBeacon(`/report?run=${run}&kind=stored`, new Blob([JSON.stringify(id)]));
  query.set('do', 'check');
  location.search = query.toString();
}

/** A database of the first form, full of answers. */
async function oldForm(): Promise<void> {
  const events = manyEvents(Number(query.get('count')));
  await makeFirstForm(name, events);
  await report(
    'oldForm',
    events.map(({ id }) => id),
  );
}

const packed = async (file: Blob) => [...new Uint8Array(await file.arrayBuffer())];
const unpacked = (bytes: readonly number[]) => new Blob([Uint8Array.from(bytes)]);

/** Writes, saves a file, erases everything, takes its own file back, and then those of the other browsers. */
async function exchange(): Promise<void> {
  const record = await openRecordNamed(name);
  const ids: string[] = [];
  for (let number = 1; number <= Number(query.get('count')); number++) {
    const body = { lesson: run, prompt: `p${number}`, text: `${randomText(30)} “ü” 量 \u2028` };
    ids.push((await record.append('reflectionWritten', 'faults', body)).id);
  }
  const before = record.exportText();
  const file = await packed(await record.exportFile());
  await record.erase();
  await record.importFile(unpacked(file));
  const own = record.exportText() === before;
  await report('given', { file, ids });
  const files = (await (await fetch(`/wanted?run=${run}`)).json()) as (readonly number[])[];
  for (const other of files) await record.importFile(unpacked(other));
  await report('taken', { own, text: record.exportText() });
}

/** Takes the files that are put into the page's field, and reports what became of each. */
async function take(): Promise<void> {
  const record = await openRecordNamed(name);
  for (let number = 1; number <= limit; number++) {
    const { id } = await record.append('reflectionWritten', 'faults', {
      lesson: run,
      prompt: `p${number}`,
      text: 'own',
    });
    await report('stored', id);
  }
  const field = document.createElement('input');
  field.type = 'file';
  field.onchange = async () => {
    if (field.files!.length === 0) return;
    const before = await storeText(name);
    const started = performance.now();
    const answer = await record.importFile(field.files![0]!);
    const ms = performance.now() - started;
    const isUnchanged = (await storeText(name)) === before;
    const isClean = Object.keys(Object.prototype).length === 0 && !('polluted' in {});
    await report('answered', { answer, ms, isUnchanged, isClean });
  };
  document.body.append(field);
}

const works = { take, exchange, write, fill, large, openThenCheck, check, checkThenWrite, oldForm, answerAndLeave };
await works[query.get('do') as keyof typeof works]().catch((error: unknown) => report('failed', String(error)));
