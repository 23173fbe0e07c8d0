import { openRecordNamed } from '../../../widgets/engines/record/open-record.ts';
import { DATABASE_VERSION } from '../../../widgets/engines/record/record-database.ts';
import { savingNotice } from '../../../widgets/engines/record/saving-notice.ts';
import { connect, freshName, storedRows } from '../../engines/record/fresh-name.ts';
import { type Outcome, outcomeOf } from '../fault.ts';
import { among, answer, storeAnswers } from './answers.ts';

/** Another opening may take so long, in milliseconds, before a learner thinks that the page hangs. */
const HANG_MS = 3000;

/** F9: this tab writes while a newer build, in another tab, changes the form of the database. This one gives way, loses nothing, and says what to do. */
export async function newerBuild(): Promise<Outcome> {
  const name = freshName();
  const record = await openRecordNamed(name);
  const saved = await storeAnswers(record, 1 + among(5));
  // Some of these are stored before the newer build comes, some are not; each is told which.
  const underWay = [1, 2, 3].map((number) =>
    record.append('reflectionWritten', 'c', answer(`late ${number}`)).then(
      ({ id }) => saved.push(id),
      () => {},
    ),
  );
  const started = performance.now();
  const newer = await connect(name, DATABASE_VERSION + 1);
  const ms = performance.now() - started;
  await Promise.all(underWay);
  await record.append('reflectionWritten', 'c', answer('after')).catch(() => {});
  const notice = savingNotice(record, () => true);
  const text = record.exportText();
  newer.close();
  const stored = new Set((await storedRows(name)).map(({ id }) => id));
  const lost = saved.filter((id) => !stored.has(id)).length;
  const isHeld = record.unsaved.length + saved.length === text.trimEnd().split('\n').length - 1;
  await record.close();
  return outcomeOf(saved.length, lost, {
    [`waited for ${Math.round(ms)} ms`]: ms < HANG_MS,
    [`told “${notice?.text}”`]: /written by a newer version of this course\. Reload the page/.test(notice?.text ?? ''),
    'an answer is neither stored nor held': isHeld,
  });
}
