/**
 * The fault matrix in real browsers: `npm run test:faults [-- --change] [-- --only F1,F3]`. Prints one line per fault: tries, answers that were called saved, lost, passed.
 * `--change` runs the counts of every change; without it the nightly ones.
 */
import { parseArgs } from 'node:util';
import { ensureChromium } from '../chromium.mjs';
import { ensureFirefox } from '../firefox.mjs';
import { changedClocks } from './changed-clock.ts';
import { changedSites } from './changed-site.ts';
import { crosswise } from './crosswise.ts';
import { damagedFiles } from './damaged-files.ts';
import { failed, type Outcome } from './fault.ts';
import { fullStorage } from './full-storage.ts';
import { fullDisk } from './full-disk.ts';
import { hostileFiles } from './hostile-file.ts';
import { inPageFaults } from './in-page.ts';
import { killedBrowsers } from './killed.ts';
import { lostPages } from './lost-page.ts';
import { mergedDevices } from './merged-devices.ts';
import { offlineLesson } from './offline-lesson.ts';
import { largeRecords } from './large-record.ts';
import { startSite } from './site.ts';
import { twoTabsAtOnce } from './two-tabs.ts';
import { updatedSite } from './updated-site.ts';

const faults = [
  ...killedBrowsers,
  ...lostPages,
  ...damagedFiles,
  fullStorage,
  fullDisk,
  ...twoTabsAtOnce,
  ...inPageFaults,
  ...changedSites,
  offlineLesson,
  updatedSite,
  hostileFiles,
  mergedDevices,
  ...changedClocks,
  crosswise,
  ...largeRecords,
];

const { values } = parseArgs({
  options: { change: { type: 'boolean' }, only: { type: 'string' }, tries: { type: 'string' } },
});
const only = values.only?.split(',');
const chosen = faults.filter(
  ({ id, title }) => only === undefined || only.some((part) => id === part || title.startsWith(part)),
);
if (chosen.length === 0)
  throw new Error(`No such fault. There are: ${[...new Set(faults.map(({ id }) => id))].join(', ')}.`);

ensureChromium();
ensureFirefox();
const site = await startSite();
let isAllPassed = true;
for (const { id, title, tries, attempts } of chosen) {
  const count = Number(values.tries ?? tries[values.change ? 'change' : 'night']);
  if (count === 0) continue;
  const started = performance.now();
  const outcomes: Outcome[] = [];
  // A setting that cannot be made, such as a browser that is missing, is a fault as well.
  try {
    for await (const outcome of attempts(site, count)) outcomes.push(outcome);
  } catch (error) {
    outcomes.push(failed(error));
  }
  const sum = (of: (outcome: Outcome) => number) => outcomes.reduce((total, outcome) => total + of(outcome), 0);
  const broken = outcomes.filter(({ isPassed }) => !isPassed);
  if (broken.length > 0 || outcomes.length < count) isAllPassed = false;
  const seconds = Math.round((performance.now() - started) / 1000);
  console.log(
    `${id.padEnd(4)} ${title.padEnd(44)} ${String(outcomes.length).padStart(5)} tries, ${String(sum(({ acknowledged }) => acknowledged)).padStart(7)} saved, ${sum(({ lost }) => lost)} lost, ${outcomes.length - broken.length} passed, ${seconds} s`,
  );
  for (const { note } of broken.slice(0, 3)) console.log(`     FAIL ${id}: ${note}`);
}
await site.close();
process.exit(isAllPassed ? 0 : 1);
