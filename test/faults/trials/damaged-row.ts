import type { RecordEvent } from '../../../widgets/engines/record/event.ts';
import { openRecordNamed } from '../../../widgets/engines/record/open-record.ts';
import { freshName, storedRows, tamper } from '../../engines/record/fresh-name.ts';
import { type Outcome, outcomeOf, sleep } from '../fault.ts';
import { among, answer, closedRecord, oneOf } from './answers.ts';

/** What a disk or another program can do to one row. Its id is its key and stays. */
const damages: readonly ((row: RecordEvent) => object)[] = [
  (row) => ({ ...row, sha: row.sha.replace(/./, (digit) => (digit === '0' ? '1' : '0')) }),
  (row) => ({ ...row, sha: 7 }),
  (row) => ({ ...row, body: answer('forged') }),
  (row) => ({ ...row, body: undefined }),
  (row) => ({ ...row, hlc: null }),
  (row) => ({ ...row, type: 'quizItemAnswered' }),
  (row) => ({ ...row, seq: row.seq + 0.5 }),
  (row) => ({ ...row, time: [] }),
  (row) => ({ ...row, device: 'another' }),
  ({ id }) => ({ id }),
];

/** F21: one row is not what was written. With a second copy it is made good; without one it goes aside and into the export, and the others load. Announced either way. */
export async function damagedRow(number: number): Promise<Outcome> {
  const name = freshName();
  const ids = await closedRecord(name, 5 + among(15));
  const hasCopy = number % 2 === 0;
  if (!hasCopy) await (await navigator.storage.getDirectory()).removeEntry(name, { recursive: true });
  const row = oneOf(await storedRows(name));
  const damage = oneOf(damages);
  await tamper(name, (events) => events.put(damage(row)));
  sessionStorage.removeItem(`${name}:compared`);
  const record = await openRecordNamed(name);
  for (let wait = 0; wait < 500 && !record.loss; wait++) await sleep(20);
  while (record.status === 'saving') await sleep(5);
  const { loss } = record;
  const [heading, ...lines] = record.exportText().trimEnd().split('\n');
  const { unreadableCount } = JSON.parse(heading!) as { unreadableCount: number };
  const intact = new Set(lines.map((line) => JSON.parse(line)).filter(({ type }) => type === 'reflectionWritten'));
  const found = new Set(Array.from(intact, ({ id }) => id as string));
  await record.close();
  const lost = ids.filter((id) => !found.has(id) && (hasCopy || id !== row.id)).length;
  return outcomeOf(ids.length, lost, {
    [`announced as ${JSON.stringify(loss)}`]: loss?.missingCount === 1 && loss.restoredCount === (hasCopy ? 1 : 0),
    [`${unreadableCount} rows aside`]: unreadableCount === 1,
  });
}
