/** The page of faults that need no dying browser: `?trial=NAME&count=N&run=…` tries one of them so often, and reports each outcome. */
import { failed, type Outcome } from './fault.ts';
import { alteredFile } from './trials/altered-file.ts';
import { damagedRow } from './trials/damaged-row.ts';
import { earlierForm } from './trials/earlier-form.ts';
import { newerBuild } from './trials/newer-build.ts';
import { newerDatabase } from './trials/newer-database.ts';
import { refusedStorage } from './trials/refused-storage.ts';
import { stoppedUpgrade } from './trials/stopped-upgrade.ts';

const trials: Readonly<Record<string, (number: number) => Promise<Outcome>>> = {
  alteredFile,
  damagedRow,
  earlierForm,
  newerBuild,
  newerDatabase,
  refusedStorage,
  stoppedUpgrade,
};

const query = new URLSearchParams(location.search);
const report = (kind: string, value: unknown) =>
  fetch(`/report?run=${query.get('run')}&kind=${kind}`, { method: 'POST', body: JSON.stringify(value) });

for (let number = 0; number < Number(query.get('count')); number++)
  await report('outcome', await trials[query.get('trial')!]!(number).catch(failed));
