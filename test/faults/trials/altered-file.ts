import type { LearnerRecord } from '../../../widgets/engines/record/learner-record.ts';
import { openRecordNamed } from '../../../widgets/engines/record/open-record.ts';
import { freshName } from '../../engines/record/fresh-name.ts';
import { type Outcome, outcomeOf } from '../fault.ts';
import { among, oneOf, storeAnswers } from './answers.ts';
import { storeText } from './store-text.ts';

/** So long a refusal may take, in milliseconds. */
const LIMIT_MS = 2000;

interface Exported {
  /** As the learner has it: compressed. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly text: string;
}

function flip(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const altered = bytes.slice();
  const at = among(altered.length);
  altered[at] = altered[at]! ^ (1 << among(8));
  return altered;
}

const heading = (text: string, change: object) =>
  text.replace(/^.*$/m, (line) => JSON.stringify({ ...JSON.parse(line), ...change }));

/** What can become of a file between two devices. */
const alterations: readonly ((file: Exported, number: number) => BlobPart)[] = [
  ({ bytes }, number) => bytes.slice(0, (number * 1024) % bytes.length),
  ({ text }, number) => text.slice(0, (number * 1024) % text.length),
  ({ bytes }) => flip(bytes),
  ({ text }) => flip(new TextEncoder().encode(text)),
  ({ text }) => heading(text, { sha256: '0'.repeat(64) }),
  ({ text }) => heading(text, { version: 3 }),
  ({ text }) => heading(text, { format: 'another-program' }),
  ({ text }) => `${text}${text}`,
  ({ text }) => text.replaceAll('\n', '\r\n'),
  () =>
    oneOf(['{"cards":[]}', 'front,back\na,b\n', '%PDF-1.7', 'PK\u0003\u0004', '<html></html>', '\uFEFF{}', '[]\n[]']),
];

interface Bench {
  readonly file: Exported;
  /** Ids of the answers in the file. */
  readonly given: readonly string[];
  readonly name: string;
  readonly record: LearnerRecord;
  readonly own: readonly string[];
}
let bench: Bench | undefined;

/** A file of 60 answers of another device, and a record with two answers that is given it: used until it has taken one. */
async function standingBench(): Promise<Bench> {
  if (bench) return bench;
  const other = await openRecordNamed(freshName());
  const given = await storeAnswers(other, 60);
  const bytes = new Uint8Array(await (await other.exportFile()).arrayBuffer());
  const file = { bytes, text: other.exportText() };
  await other.close();
  const name = freshName();
  const record = await openRecordNamed(name);
  bench = { file, given, name, record, own: await storeAnswers(record, 2) };
  return bench;
}

/** The shortest of three: another program may hold the processor during one. A file that was taken is not tried again. */
async function importOnce(record: LearnerRecord, file: Blob) {
  let ms = Infinity;
  for (let tries = 1; ; tries++) {
    const started = performance.now();
    const answer = await record.importFile(file);
    ms = Math.min(ms, performance.now() - started);
    if (answer.ok || ms < LIMIT_MS || tries === 3) return { answer, ms };
  }
}

/** F17: a file that is not what was exported is refused with the line that is wrong, and the record is as it was; a change that changes nothing may be taken. */
export async function alteredFile(number: number): Promise<Outcome> {
  const { file, given, name, record, own } = await standingBench();
  const before = await storeText(name);
  const altered = alterations[number % alterations.length]!(file, number);
  const { answer, ms } = await importOnce(record, new Blob([altered]));
  const after = await storeText(name);
  const text = record.exportText();
  if (answer.ok) {
    await record.close();
    bench = undefined;
  }
  const said = answer.ok ? JSON.stringify(answer.report) : `line ${answer.refusal.line}: ${answer.refusal.reason}`;
  const isWhole = given.every((id) => text.includes(id));
  return outcomeOf(own.length, own.filter((id) => !text.includes(id)).length, {
    [`took ${said}`]: !answer.ok || (answer.report.refusedCount === 0 && isWhole),
    'the store was changed': answer.ok || after === before,
    [said]: answer.ok || (answer.refusal.line >= 1 && /^Expected .*, found .*\.$/.test(answer.refusal.reason)),
    [`after ${Math.round(ms)} ms`]: ms < LIMIT_MS,
  });
}
