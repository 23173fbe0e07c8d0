import { openRecordNamed } from '../../../widgets/engines/record/open-record.ts';
import { DATABASE_VERSION } from '../../../widgets/engines/record/record-database.ts';
import { connect, freshName } from '../../engines/record/fresh-name.ts';
import { type Outcome, outcomeOf } from '../fault.ts';
import { among, answer, closedRecord } from './answers.ts';
import { storeText } from './store-text.ts';

/** F11: the database is one form ahead, as after going back to an older build. It is read and exported, and not touched. */
export async function newerDatabase(): Promise<Outcome> {
  const name = freshName();
  const ids = await closedRecord(name, 1 + among(10));
  (await connect(name, DATABASE_VERSION + 1)).close();
  const before = await storeText(name);
  const record = await openRecordNamed(name);
  const isRefused = await record.append('reflectionWritten', 'c', answer('p')).then(
    () => false,
    () => true,
  );
  const text = record.exportText();
  await record.close();
  return outcomeOf(ids.length, ids.filter((id) => !text.includes(id)).length, {
    'written to': isRefused && (await storeText(name)) === before,
    'what was done is not in the file': text.trimEnd().split('\n').length === ids.length + 2,
  });
}
