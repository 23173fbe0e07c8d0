import { anEvent } from '../../engines/record/any-event.ts';
import { connect, freshName, storedRows } from '../../engines/record/fresh-name.ts';
import { openRecordNamed } from '../../../widgets/engines/record/open-record.ts';
import { canonicalJson } from '../../../widgets/engines/record/canonical-json.ts';
import { type Outcome, outcomeOf } from '../fault.ts';
import { makeFirstForm } from '../first-form.ts';
import { answer } from './answers.ts';

/** The steps of the upgrade from the first form, each as the call that makes it. */
const steps = [
  { owner: IDBObjectStore.prototype, method: 'deleteIndex', call: 1 },
  { owner: IDBObjectStore.prototype, method: 'createIndex', call: 1 },
  { owner: IDBDatabase.prototype, method: 'createObjectStore', call: 1 },
  { owner: IDBDatabase.prototype, method: 'createObjectStore', call: 2 },
] as const;

/** Makes the so-and-so-many-th call of a method fail, as where the browser ends in it. */
function failAt({ owner, method, call }: (typeof steps)[number]): () => void {
  const own = Object.getOwnPropertyDescriptor(owner, method)!;
  let calls = 0;
  Object.defineProperty(owner, method, {
    ...own,
    value(this: object, ...args: unknown[]) {
      calls++;
      if (calls === call) throw new DOMException('stopped', 'AbortError');
      return (own.value as (...args: unknown[]) => unknown).apply(this, args);
    },
  });
  return () => Object.defineProperty(owner, method, own);
}

const textOf = (rows: readonly { readonly seq: number }[]) => canonicalJson(rows.toSorted((a, b) => a.seq - b.seq));

/** F10: the upgrade ends in the middle. The database is as it was; the next opening finishes, and numbers on. */
export async function stoppedUpgrade(number: number): Promise<Outcome> {
  const name = freshName();
  const events = Array.from({ length: 20 }, (_, index) =>
    anEvent('reflectionWritten', answer(`p${index}`), index + 1, 'd1'),
  );
  await makeFirstForm(name, events);
  const goOn = failAt(steps[number % steps.length]!);
  const stopped = await openRecordNamed(name).finally(goOn);
  const { status } = stopped;
  await stopped.close();
  const between = await connect(name);
  const { version } = between;
  between.close();
  const isUntouched = textOf(await storedRows(name)) === textOf(events);
  const record = await openRecordNamed(name);
  const next = await record.append('reflectionWritten', 'c', answer('next')).catch(() => undefined);
  await record.close();
  const rows = await storedRows(name);
  const lost = events.filter((event) => !rows.some((row) => canonicalJson(row) === canonicalJson(event))).length;
  return outcomeOf(events.length, lost, {
    [`${status} in between`]: status === 'unavailable',
    [`version ${version} in between`]: version === 1 && isUntouched,
    [`next number ${next?.seq}`]: next?.seq === 21,
  });
}
