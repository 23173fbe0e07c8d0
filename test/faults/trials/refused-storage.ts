import { recordKey } from '../../../widgets/engines/record/learner-state.ts';
import { openRecordNamed } from '../../../widgets/engines/record/open-record.ts';
import { savingNotice } from '../../../widgets/engines/record/saving-notice.ts';
import { connect, freshName, storedRows } from '../../engines/record/fresh-name.ts';
import { type Outcome, outcomeOf } from '../fault.ts';
import { answer } from './answers.ts';

type GiveBack = () => void;

/** Puts something in place of a method until it is given back. */
function instead<Owner extends object>(owner: Owner, method: keyof Owner & string, work: () => never): GiveBack {
  const own = Object.getOwnPropertyDescriptor(owner, method)!;
  Object.defineProperty(owner, method, { ...own, value: work });
  return () => Object.defineProperty(owner, method, own);
}

const thrown = (name: string) => () => {
  throw new DOMException('refused', name);
};

function missing(): GiveBack {
  const own = Object.getOwnPropertyDescriptor(globalThis, 'indexedDB')!;
  Object.defineProperty(globalThis, 'indexedDB', { value: undefined, configurable: true });
  return () => Object.defineProperty(globalThis, 'indexedDB', own);
}

/** A connection that does not give way to a deletion: every later opening waits behind it, without any event. */
async function hanging(name: string): Promise<GiveBack> {
  const blocker = await connect(name);
  indexedDB.deleteDatabase(name);
  return () => blocker.close();
}

/** The ways in which browsers refuse storage: old ones, private windows, settings, a deletion under way, broken files, a store that takes nothing. */
const refusals: ((name: string) => GiveBack | Promise<GiveBack>)[] = [
  missing,
  () => instead(IDBFactory.prototype, 'open', thrown('SecurityError')),
  hanging,
  () => instead(IDBFactory.prototype, 'open', thrown('UnknownError')),
  () => instead(IDBDatabase.prototype, 'transaction', thrown('InvalidStateError')),
];

/** F7: the site works on, says that nothing is saved, gives a file, and stores all once it can. */
export async function refusedStorage(number: number): Promise<Outcome> {
  const name = freshName();
  const giveBack = await refusals[number % refusals.length]!(name);
  const record = await openRecordNamed(name);
  try {
    const isRefused = await record.append('reflectionWritten', 'c', answer('p')).then(
      () => false,
      () => true,
    );
    const notice = savingNotice(record, () => true);
    const file = notice ? await (await fetch(notice.fileHref)).text() : '';
    const isUsable = record.state().reflections.has(recordKey('c', 'l', 'p'));
    giveBack();
    const isSaved = await record.retry();
    const rows = isSaved ? await storedRows(name) : [];
    return outcomeOf(1, rows.length === 1 ? 0 : 1, {
      'called saved': isRefused,
      'not usable': isUsable,
      [`told “${notice?.text}”`]: /not saved\. [A-Z].*\.$/.test(notice?.text ?? ''),
      'no file': file === '' ? false : file.includes(record.exportText().match(/"id":"([^"]+)"/)![1]!),
    });
  } finally {
    await record.close();
  }
}
